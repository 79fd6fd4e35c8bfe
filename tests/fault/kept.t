#!/usr/bin/perl
# With the database away what is kept is given, and what is not is 503; after its
# return all is as it is there, without a restart.

use v5.28;
use warnings;
use JSON::PP ();
use Test::More;
use Time::HiRes qw(time sleep);
use KiDepot::App;
use KiDepot::Database;
use KiDepot::Fcgi;
use KiDepot::Load;
use KiDepot::Metrics;
use KiDepot::Sandbox qw(root read_text scratch_dir wait_until);

my $database = KiDepot::Database->new(own_cluster => 1);
$database->psql(read_text(root() . '/tests/cases/catalogue.sql'), 'writer');
my $token = $database->token(name => 'known');
my $revoked = $database->token(name => 'to be revoked');
my $unknown = $database->token(name => 'never used');
my ($category) = $database->psql(q{select path from kidepot.category_resolved where category_id = 2});
my $held = $database->token(name => 'held', categories => [$category]);
my @paths = ('/v1/categories.json', '/v1/parts/category/2.json', '/v1/parts/10.json');
my @apps;
my $app = start();
my ($never, $short) = map { start(stale_max => $_) } 0, 2;
my ($cold, $once) = (start(), start());

sub start {
    push @apps, KiDepot::App->start(database => $database, settings => { workers => 1, connect_timeout => 2000, @_ });
    my $new = $apps[-1];
    ok(wait_until(sub { (KiDepot::Metrics::get($new)->{metrics}{'kidepot_kept_workers{mode="listen"}'} // 0) == 1 }), 'a worker listens');
    return $new;
}

sub get {
    my ($path, %option) = @_;
    return KiDepot::Fcgi::request(($option{from} // $app)->socket, { PATH_INFO => $path, HTTP_AUTHORIZATION => 'Token ' . ($option{secret} // $token) });
}

sub figure { my ($name, $of) = @_; return KiDepot::Metrics::get($of // $app)->{metrics}{$name} // 0 }

# The throw-away cluster does not write at each commit.
sub stop_server {
    $database->psql('checkpoint');
    $database->stop_server;
}

sub is_stale {
    my ($answer, $body, $what) = @_;
    is($answer->{status}, 200, "$what: 200");
    is($answer->{headers}{warning}, '110 kidepot "Response is Stale"', "$what: with a warning");
    is($answer->{body}, $body, "$what: what was kept");
}

sub is_503 {
    my ($answer, $what) = @_;
    is($answer->{status}, 503, "$what: 503");
    like($answer->{headers}{'retry-after'} // '', qr/^\d+$/, "$what: it says when to try again");
    like($answer->{body} // '', qr/\A\{"detail":"The parts database [^"]+\."\}\z/, "$what: one sentence for the designer");
}

my %was;
for my $path ('/v1/', @paths) {
    $was{$path} = get($path)->{body};
    is(get($path)->{headers}{warning}, undef, "$path: no warning");
    get($path, from => $_) for $never, $short;
}
my %held = map { $_ => get($_, secret => $held)->{body} } '/v1/', @paths;
is(get('/v1/', secret => $revoked)->{status}, 200, 'a token that will be revoked');
is(get('/v1/parts/10.json', from => $once)->{status}, 200, 'a part, where nothing else is asked for');
# What comes after that answer is done by the next one.
get('/v1/parts/10.json', from => $once);
my $load = KiDepot::Load->start(socket => $app->socket, headers => { Authorization => "Token $token" }, clients => 2, pause => 0.01, want => \%was);
$load->wait_for(20);
stop_server();

subtest 'away' => sub {
    is_stale(get($_), $was{$_}, $_) for '/v1/', @paths;
    is_stale(get($_, secret => $held), $held{$_}, "$_ for who sees less") for '/v1/', @paths;
    is_stale(get('/v1/', secret => $revoked), $was{'/v1/'}, 'a token that is known');
    is_503(get('/v1/parts/category/3.json'), 'a listing nobody asked for');
    is_503(get('/v1/parts/11999.json'), 'a part nobody asked for');
    is_503(get('/v1/categories.json', secret => $unknown), 'a token that is not known');
    is(get('/v1/', secret => $token =~ s/.\z/$& eq 'a' ? 'b' : 'a'/er)->{status}, 401, 'a wrong secret of one that is known');
    is_503(get('/v1/', from => $cold), 'where nothing is kept KiCad is not let in');
    is_stale(get('/v1/', from => $once), $was{'/v1/'}, 'where only a part was asked for it is');
    is_stale(get('/v1/categories.json', from => $once), $was{'/v1/categories.json'}, 'and finds the categories');
    is_503(get('/v1/parts/category/2.json', from => $once), 'but no listing');
    is_503(get($_, from => $never), "$_ with stale_max = 0") for '/v1/', @paths;
    is(get('/v1/nothing')->{status}, 404, 'an address that is none');
    is(figure('kidepot_database_up{worker="0"}'), 0, 'it is in the metrics');
    cmp_ok(figure('kidepot_kept_served_stale_total'), '>', 7, 'and how many answers were such');
    ok(wait_until(sub { get('/v1/', from => $short)->{status} == 503 }), 'after stale_max it is 503');
    is_503(get($_, from => $short), "$_ after stale_max") for @paths;
    like($app->log, qr/ warning (?:lost the database|cannot reach the database)/, 'the log says so');
};

my $seen = $load->stop;
is(KiDepot::Load::trouble($seen), '', 'under load every answer was whole and right');

# They may be back a moment before.
subtest 'changed while away' => sub {
    $database->start_server;
    $database->psql(q{update kidepot.part set description = 'changed while away' where id = 10;
        update kidepot.token set revoked_at = now() where name = 'to be revoked'}, 'writer');
    my $start = time;
    my $current = wait_until(sub { my $answer = get('/v1/parts/10.json'); $answer->{body} =~ /changed while away/ && !$answer->{headers}{warning} });
    ok($current, 'a busy worker has what was changed');
    diag(sprintf 'a busy worker is current %.2f s after the change', time - $start);
    is(get('/v1/', secret => $revoked)->{status}, 401, 'and a token that was revoked is good no more');
    ok(wait_until(sub { figure('kidepot_kept_workers{mode="listen"}', $_) == 1 }), 'who was not asked is back too') for @apps;
    for my $path (@paths) {
        my @bodies = map { get($path, from => $_)->{body} } @apps;
        is(scalar(grep { $_ ne $bodies[0] } @bodies), 0, "$path: all answer the same");
    }
};

subtest 'nobody asks while it comes back' => sub {
    my %kept = map { $_ => get($_)->{body} } @paths;
    stop_server();
    ok(wait_until(sub { figure('kidepot_database_up{worker="0"}') == 0 }), 'a worker that nobody asks notices that it is away');
    $database->start_server;
    my $start = time;
    ok(wait_until(sub { figure('kidepot_database_up{worker="0"}') == 1 }), 'and that it is back');
    diag(sprintf 'an idle worker is back after %.2f s', time - $start);
    is(get($_)->{headers}{warning}, undef, "$_ without a warning") for @paths;
    is(get($_)->{body}, $kept{$_}, $_) for @paths;
};

subtest 'out of connections' => sub {
    my %kept = map { $_ => get($_)->{body} } @paths;
    $database->psql('alter role kidepot_web connection limit 0');
    $database->psql("select pg_terminate_backend(pid, 60000) from pg_stat_activity where usename = 'kidepot_web'");
    is_stale(get($_), $kept{$_}, $_) for @paths;
    is_503(get('/v1/parts/category/3.json'), 'a listing nobody asked for');
    $database->psql('alter role kidepot_web connection limit -1');
    ok(wait_until(sub { !grep { get($_)->{headers}{warning} } @paths }), 'there are connections again: nothing is stale');
    is(get($_)->{body}, $kept{$_}, $_) for @paths;
};

# Somebody's lock that is not let go of, which whoever looks for changes meets too.
subtest 'too slow' => sub {
    my $impatient = start(statement_timeout => 1500);
    my %kept = map { $_ => get($_, from => $impatient)->{body} } @paths;
    my $locked = scratch_dir() . '/locked';
    open my $psql, '|-', 'psql', '-XAtqo', '/dev/null', '-d', $database->conninfo('super') or die "psql: $!\n";
    $psql->autoflush(1);
    print {$psql} "begin; lock table kidepot.part_resolved;\n\\! touch $locked\n";
    ok(wait_until(sub { -e $locked }), 'parts are locked');
    is_503(get('/v1/parts/category/3.json', from => $impatient), 'a listing nobody asked for');
    my $looks = figure('kidepot_looks_total', $impatient);
    for my $path ((@paths) x 10) {
        my $answer = get($path, from => $impatient);
        ok("$answer->{status} $answer->{body}" eq "200 $kept{$path}", "$path: what is kept is given");
    }
    cmp_ok(figure('kidepot_looks_total', $impatient) - $looks, '<', 20, 'of those who asked most did not wait for the lock');
    close $psql;
    ok(wait_until(sub { get('/v1/parts/category/3.json', from => $impatient)->{status} == 200 }), 'the lock is gone: the listing comes');
};

unlike($_->log, qr/ended by/, 'no worker ended') for @apps;
$_->stop for @apps;
done_testing;
