package KiDepot::Bench::Endurance;

# Many requests in a row: nothing may grow.
#   my $seen = KiDepot::Bench::Endurance::run(app => $app, web => $web, token => $token,
#       paths => { '/kidepot/v1/' => 200, ... }, requests => 50_000);
# First a tenth of them, so that each worker has met everything; then { before, after,
# load }: memory resident in all processes together (kB) and open descriptors, while nobody
# asks, and what tests/bench/kicad_client says of the load.

use v5.28;
use warnings;
use KiDepot::App;
use KiDepot::Bench::Catalogue;
use KiDepot::Bench::Client qw(ask);
use KiDepot::Nginx;
use KiDepot::Sandbox qw(read_text);

use constant { CLIENTS => 4, WORKERS => 4 };

sub run {
    my (%option) = @_;
    my ($web, $token, $paths) = @option{qw(web token paths)};
    my $load = sub { ask($web->port, $token, $paths, clients => CLIENTS, requests => $_[0], ms => 1_500_000, check => 1, not_checked => 1) };
    $load->(int $option{requests} / 10);
    my $before = state_of($option{app});
    my $seen = $load->($option{requests});
    return { before => $before, load => $seen, after => state_of($option{app}) };
}

sub state_of {
    my ($app) = @_;
    my %state = (kB => 0, descriptors => 0, workers => join ' ', $app->worker_pids);
    for my $pid ($app->pid, $app->worker_pids) {
        $state{kB} += resident($pid);
        $state{descriptors} += () = glob "/proc/$pid/fd/*";
    }
    return \%state;
}

# Memory of a process, kB.
sub resident {
    my ($pid) = @_;
    return (read_text("/proc/$pid/status") =~ /^VmRSS:\s*(\d+)/m)[0] // 0;
}

# One token's designer of each kind: lists, looks at parts, and at what is not there.
sub paths {
    my ($prefix, $categories, $parts) = @_;
    return {
        "$prefix/v1/" => 200, "$prefix/v1/categories.json" => 200,
        (map { ("$prefix/v1/parts/category/$_.json" => 200) } 1 .. $categories),
        (map { ("$prefix/v1/parts/$_.json" => 200) } map { 1 + $_ * int($parts / 100) } 0 .. 99),
        "$prefix/v1/parts/999999999.json" => 404, "$prefix/v1/nothing" => 404,
    };
}

sub measure {
    my ($bench, %option) = @_;
    my ($parts, $categories) = (1000, 20);
    my $db = KiDepot::Bench::Catalogue::load(parts => $parts, categories => $categories);
    my $app = KiDepot::App->start(database => $db, settings => { workers => WORKERS, log_level => 'warning' });
    my $web = KiDepot::Nginx->start(app => $app, edit => sub { s{access_log .*}{access_log off;} });
    my $seen = run(app => $app, web => $web, token => $db->token, requests => $option{requests},
        paths => paths($web->prefix, $categories, $parts));
    my ($before, $after, $load) = @{$seen}{qw(before after load)};
    die "workers ended: $before->{workers}, now $after->{workers}\n" if $before->{workers} ne $after->{workers};
    my @row = (part => 'endurance', of => 'before');
    $bench->add(@row, what => "memory after $load->{requests} requests", unit => 'kB',
        ours => $after->{kB}, ceiling => $before->{kB}, goal => 'ratio >= 0.98');
    $bench->add(@row, what => "descriptors after $load->{requests} requests", unit => 'descriptors',
        ours => $after->{descriptors}, ceiling => $before->{descriptors}, goal => 'ratio == 1');
    $bench->add(@row, of => 'all', what => 'answers as they should be', unit => 'answers', goal => 'ratio == 1',
        ours => $load->{requests} - $load->{failed} - $load->{different}, ceiling => $load->{requests});
    $web->stop;
    $app->stop;
}

1;
