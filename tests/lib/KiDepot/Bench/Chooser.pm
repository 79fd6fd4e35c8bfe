package KiDepot::Bench::Chooser;

# KiCad 10 opens its symbol chooser: requests, bytes on the wire and milliseconds, for
# 1,000, 20,000 and 100,000 parts in 50 categories. Cold: the first time after the
# program was started; warm: when every worker has been asked for everything. The ceiling
# is nginx with the same documents in files, packed beforehand.

use v5.28;
use warnings;
use KiDepot::App;
use KiDepot::Bench::Catalogue;
use KiDepot::Bench::Ceiling;
use KiDepot::Bench::Client qw(open_chooser);
use KiDepot::Sandbox qw(scratch_dir);

use constant { CATEGORIES => 50, WORKERS => 4, FAR => 20, WARM_UP => 12 };

sub measure {
    my ($bench, %option) = @_;
    _measure_size($bench, $_) for grep { $_ <= $option{parts} } 1_000, 20_000, 100_000;
}

sub _measure_size {
    my ($bench, $parts) = @_;
    my $db = KiDepot::Bench::Catalogue::load(parts => $parts, categories => CATEGORIES);
    my $token = $db->token;
    my $socket = scratch_dir() . '/socket';
    my $start = sub {
        KiDepot::App->start(database => $db, settings => { listen => $socket, workers => WORKERS, log_level => 'warning' });
    };
    my $app = $start->();
    my $ceiling = KiDepot::Bench::Ceiling->new(database => $db, token => $token, workers => WORKERS, documents => [
        { path => '/v1/', statement => 'part_get', id => 1 },
        { path => '/v1/categories.json', statement => 'part_get', id => 1 },
        map { { path => "/v1/parts/category/$_.json", statement => 'part_list', id => $_ } } 1 .. CATEGORIES,
    ]);
    my $web = $ceiling->start(kidepot => $app, bare => $app, query => $app);
    my $open = sub {
        my ($prefix, %option) = @_;
        my $seen = open_chooser($web->port, $token, $prefix, %option);
        die "$seen->{parts} parts in the chooser instead of $parts\n" if $seen->{parts} != $parts;
        return $seen;
    };
    my $warm_up = sub { $open->('/kidepot') for 1 .. WARM_UP };

    my $name = $parts =~ s/000$/,000/r . ' parts';
    my $cold = sub { $app->stop; $app = $start->(); $open->('/kidepot', @_) };
    my $seen = $bench->interleave(
        a_cold => $cold,
        b_warm => sub { $warm_up->(); $open->('/kidepot') },
        c_kept => sub { $open->('/kidepot', keep => 1) },
        d_static => sub { $open->('/static') },
        e_static_kept => sub { $open->('/static', keep => 1) },
    );
    _add($bench, "$name, cold", $seen->{a_cold}, $seen->{d_static});
    _add($bench, "$name, warm", $seen->{b_warm}, $seen->{d_static}, $parts == 20_000
        ? (requests => 'ours == 52', bytes => 'ours <= 1500000', ms => 'ours <= 100') : ());
    _add_ms($bench, "$name, warm, one connection", $seen->{c_kept}, $seen->{e_static_kept});
    for my $keep (0, 1) {
        my @far = (delay => FAR, keep => $keep);
        my $how = FAR . ' ms away' . ($keep ? ', one connection' : '');
        _add_ms($bench, "$name, warm, $how", [$open->('/kidepot', @far)], [$open->('/static', @far)]);
        _add_ms($bench, "$name, cold, $how", [$cold->(@far)], [$open->('/static', @far)]) if !$keep;
    }
    $ceiling->stop;
    $app->stop;
}

sub _add {
    my ($bench, $what, $ours, $ceiling, %goal) = @_;
    my @row = (part => 'chooser', of => 'nginx, files');
    my $wire = sub { [map { $_->{sent} + $_->{received} } @{ $_[0] }] };
    my $requests = sub { [map { $_->{requests} } @{ $_[0] }] };
    $bench->add(@row, what => $what, unit => 'requests', ours => $requests->($ours), ceiling => $requests->($ceiling), goal => $goal{requests});
    $bench->add(@row, what => "$what, on the wire", unit => 'bytes', ours => $wire->($ours), ceiling => $wire->($ceiling), goal => $goal{bytes});
    _add_ms($bench, $what, $ours, $ceiling, $goal{ms});
}

sub _add_ms {
    my ($bench, $what, $ours, $ceiling, $goal) = @_;
    $bench->add(part => 'chooser', of => 'nginx, files', what => $what, unit => 'ms', goal => $goal,
        ours => [map { $_->{ms} } @$ours], ceiling => [map { $_->{ms} } @$ceiling]);
}

1;
