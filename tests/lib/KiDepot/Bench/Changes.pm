package KiDepot::Bench::Changes;

# How long it takes from a commit until the changed part is served, and what the
# database tells a worker: of changes one by one, each in another category than the one
# before, and of many parts in one transaction. Once where the worker is told, and once
# where it must look (docs/deploy.md), as on a standby or behind a pooler.

use v5.28;
use warnings;
use List::Util qw(max);
use Time::HiRes qw(time sleep);
use KiDepot::App;
use KiDepot::Bench;
use KiDepot::Bench::Catalogue;
use KiDepot::Fcgi;
use KiDepot::Metrics;
use KiDepot::Sandbox qw(scratch_dir wait_until);

use constant { PARTS => 1_000, CATEGORIES => 20, CHANGES => 100, BULK => 10_000, LOOK_EVERY => 250, ALLOWED => 50, PATIENCE => 60 };

sub measure {
    my ($bench, %option) = @_;
    my $db = KiDepot::Bench::Catalogue::load(parts => PARTS, categories => CATEGORIES);
    my $token = $db->token;
    _measure_way($bench, $db, $token, 'told', ALLOWED, {});
    _measure_way($bench, $db, $token, 'looked for', LOOK_EVERY + ALLOWED, { transaction_pooling => 'yes', look_every => LOOK_EVERY });
    _measure_bulk($bench, $db, $token);
}

sub _start {
    my ($db, $settings) = @_;
    return KiDepot::App->start(database => $db, settings => { workers => 1, log_level => 'warning', %$settings });
}

sub _measure_way {
    my ($bench, $db, $token, $way, $allowed, $settings) = @_;
    my $app = _start($db, $settings);
    my ($took, $told) = _change_one_by_one($db, $app, $token);
    my @row = (part => 'changes', of => 'allowed', unit => 'ms', ceiling => $allowed, goal => "ours <= $allowed");
    $bench->add(@row, what => "commit to visible, $way, median of " . CHANGES, ours => KiDepot::Bench::median(@$took));
    $bench->add(@row, what => "commit to visible, $way, longest", ours => max(@$took));
    $bench->add(part => 'changes', what => "changes seen, $way", unit => 'changes', of => 'all', goal => 'ratio == 1',
        ours => scalar(grep { $_ < 1000 * PATIENCE } @$took), ceiling => CHANGES);
    $bench->add(part => 'changes', what => 'notifications that arrived', unit => 'messages', of => 'changes', goal => 'ratio == 1',
        ours => $told, ceiling => CHANGES) if $way eq 'told';
    $app->stop;
}

# Milliseconds for each, and how many notifications arrived.
sub _change_one_by_one {
    my ($db, $app, $token) = @_;
    my ($dir, @took) = (scratch_dir());
    open my $psql, '|-', 'psql', '-XAtqo', '/dev/null', '-d', $db->conninfo('writer') or die "psql: $!\n";
    $psql->autoflush(1);
    # Of each category the first part; all is kept before.
    my @parts = map { 1 + ($_ % CATEGORIES) * (PARTS / CATEGORIES) } 0 .. CHANGES - 1;
    _ask($app, $token, $_) for @parts[0 .. CATEGORIES - 1];
    my $before = _told($app);
    for my $n (0 .. $#parts) {
        # psql goes on to the file when the commit is acknowledged.
        print {$psql} "update kidepot.part set description = 'change $n' where id = $parts[$n];\n\\! touch $dir/$n\n";
        sleep 0.0005 until -e "$dir/$n";
        my $start = time;
        sleep 0.0002 until _ask($app, $token, $parts[$n]) =~ /"change $n"/ || time - $start > PATIENCE;
        push @took, 1000 * (time - $start);
    }
    close $psql or die "psql failed\n";
    return (\@took, _told($app) - $before);
}

sub _measure_bulk {
    my ($bench, $db, $token) = @_;
    my $app = _start($db, {});
    _ask($app, $token, 1);
    my $before = _told($app);
    my ($categories, $parts, $bulk) = (CATEGORIES, PARTS, BULK);
    $db->psql(<<~SQL, 'writer');
        insert into kidepot.part (id, category_id, name, symbol, footprint)
        select $parts + n, 1 + n % $categories, 'bulk ' || n, 'Device:R', 'Resistor_SMD:R_0805_2012Metric'
          from generate_series(1, $bulk) n;
        SQL
    wait_until(sub { _ask($app, $token, 1); _told($app) > $before + CATEGORIES });
    $bench->add(part => 'changes', what => BULK . ' parts in ' . CATEGORIES . ' categories at once', unit => 'messages', of => 'categories and their list',
        ours => _told($app) - $before, ceiling => CATEGORIES + 1, goal => 'ratio == 1');
    $app->stop;
}

sub _ask {
    my ($app, $token, $part) = @_;
    my $answer = KiDepot::Fcgi::request($app->socket, { REQUEST_METHOD => 'GET', PATH_INFO => "/v1/parts/$part.json",
        HTTP_AUTHORIZATION => "Token $token" });
    die "part $part: " . ($answer->{error} // "status $answer->{status}") . "\n" if $answer->{error} || $answer->{status} != 200;
    return $answer->{body};
}

sub _told { KiDepot::Metrics::get($_[0])->{metrics}{kidepot_notifications_total} }

1;
