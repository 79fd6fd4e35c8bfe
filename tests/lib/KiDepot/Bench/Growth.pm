package KiDepot::Bench::Growth;

# What a catalogue's size costs: the same questions to 1,000 parts, and to 100,000 and
# 1,000,000 (as far as BENCH_PARTS goes) in categories of 1,000. The ceiling is the
# small catalogue, asked in turn.

use v5.28;
use warnings;
use List::Util qw(max);
use KiDepot::App;
use KiDepot::Bench::Catalogue;
use KiDepot::Bench::Client qw(ask);
use KiDepot::Bench::Endurance;
use KiDepot::Nginx;
use KiDepot::Sandbox qw(root read_text);

use constant { SMALL => 1_000, REQUESTS => 1_000, TIMES => 7, WORKERS => 2 };

my %catalogue;

# Kept for the run: the largest takes minutes to make.
sub _catalogue {
    my ($parts) = @_;
    return $catalogue{$parts} //= KiDepot::Bench::Catalogue::load(parts => $parts, categories => int(($parts - 1) / 1000) + 1);
}

sub measure {
    my ($bench, %option) = @_;
    my $small = _serve(SMALL);
    for my $parts (grep { $_ <= $option{parts} } 100_000, 1_000_000) {
        my $large = _serve($parts);
        _compare($bench, $small, $large);
        _memory($bench, $large);
        _end($large);
    }
    _end($small);
}

sub _serve {
    my ($parts) = @_;
    my $db = _catalogue($parts);
    my $app = KiDepot::App->start(database => $db, settings => { workers => WORKERS, log_level => 'warning' });
    my $web = KiDepot::Nginx->start(app => $app, edit => sub { s{access_log .*}{access_log off;} });
    return { parts => $parts, app => $app, web => $web, token => $db->token };
}

sub _end {
    my ($served) = @_;
    $served->{web}->stop;
    $served->{app}->stop;
}

sub _detail_paths {
    my ($served, $count) = @_;
    return { map { ($served->{web}->prefix . '/v1/parts/' . (1 + $_ * int($served->{parts} / $count)) . '.json' => 200) } 0 .. $count - 1 };
}

sub _compare {
    my ($bench, $small, $large) = @_;
    my %paths = ('one part again and again' => sub { _detail_paths($_[0], 1) }, 'any part' => sub { _detail_paths($_[0], 1000) },
        'a listing of 1,000' => sub { +{ $_[0]{web}->prefix . '/v1/parts/category/1.json' => 200 } });
    for my $what (sort keys %paths) {
        my $requests = $what =~ /listing/ ? REQUESTS / 10 : REQUESTS;
        my $ask = sub { my ($served) = @_; sub { ask($served->{web}->port, $served->{token}, $paths{$what}->($served), requests => $requests) } };
        my $seen = $bench->interleave(large => $ask->($large), small => $ask->($small));
        for my $share (qw(p50 p99)) {
            $bench->add(part => 'growth', what => "$what of $large->{parts}, $share", unit => 'ms', of => SMALL . ' parts',
                ours => [map { $_->{"${share}_us"} / 1000 } @{ $seen->{large} }],
                # 1 / 1.2: not more than 1.2 times as long
                ceiling => [map { $_->{"${share}_us"} / 1000 } @{ $seen->{small} }], goal => 'ratio >= 0.83');
        }
    }
}

# The largest worker after up to 200 listings of 1,000 rows and details of all over.
sub _memory {
    my ($bench, $served) = @_;
    my ($web, $token) = @{$served}{qw(web token)};
    my $categories = $served->{parts} / 1000;
    my %listings = map { ($web->prefix . "/v1/parts/category/$_.json" => 200) } 1 .. ($categories < 200 ? $categories : 200);
    ask($web->port, $token, $_, clients => 2, requests => 1000) for \%listings, _detail_paths($served, 1000);
    $bench->add(part => 'growth', what => "memory of a worker, $served->{parts} parts", unit => 'kB', of => 'request_memory',
        ours => max(map { KiDepot::Bench::Endurance::resident($_) } $served->{app}->worker_pids),
        ceiling => 256 * 1024, goal => 'ratio >= 1');
}

# Statements of "kidepot part list" and of searches.
sub search {
    my ($bench, %option) = @_;
    for my $parts (grep { $_ <= $option{parts} } 100_000, 1_000_000) {
        my ($rare) = _catalogue($parts)->psql("select mpn from kidepot.part where id = $parts / 2");
        my %words = ('in every part' => 'resistor', 'one number' => substr($rare, 2), 'the last tenth' => 'bourns',
            'two, never together' => 'lowtc\npulse', 'one character' => '5', 'two characters' => 'zq', 'no match' => 'nosuchword');
        my %query = ('part list --limit 100' => ['part_record_list', undef, 101, undef],
            map { ("search, $_" => ['part_record_search', $words{$_}, undef, 101, undef]) } keys %words);
        for my $what (sort keys %query) {
            my $seen = $bench->interleave(map { my $size = $_; ($size => sub { _time_of_query(_catalogue($size), @{ $query{$what} }) }) } SMALL, $parts);
            $bench->add(part => 'search', what => "$what, $parts", unit => 'ms', of => SMALL . ' parts', ours => $seen->{$parts}, ceiling => $seen->{+SMALL});
        }
    }
}

# A statement as the programs' sessions run it, ms.
sub _time_of_query {
    my ($db, $query, @parameters) = @_;
    my $sql = read_text(root() . "/schema/queries/$query.sql");
    my $values = join ', ', map { defined ? "E'$_'" : 'null' } @parameters;
    my @lines = $db->psql("set jit = off; set plan_cache_mode = force_generic_plan; prepare q as $sql;\n\\o /dev/null\n"
        . "execute q($values);\n\\timing on\n" . "execute q($values);\n" x TIMES);
    return KiDepot::Bench::median(map { /^Time: ([\d.]+) ms/ ? $1 : () } @lines);
}

1;
