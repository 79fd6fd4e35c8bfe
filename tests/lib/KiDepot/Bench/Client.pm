package KiDepot::Bench::Client;

# What makes load: tests/bench/kicad_client, which asks as KiCad does, and wrk.
#   open_chooser($web->port, $token, '/kidepot', keep => 1, delay => 20)    see kicad_client.c
#   ask($web->port, $token, { '/kidepot/v1/' => 200 }, requests => 1000, clients => 2)
#   rate($web->port, $token, '/kidepot/v1/', ms => 500)                     requests a second
#   wrk_rate($web->port, $token, '/kidepot/v1/', seconds => 1)              the same by wrk
# Each dies when an answer was not as it should be; not_checked => 1 leaves that to
# the caller of the first two.

use v5.28;
use warnings;
use Exporter qw(import);
use JSON::PP ();
use KiDepot::Sandbox qw(build run scratch_dir write_text);

our @EXPORT_OK = qw(open_chooser ask rate wrk_rate);

use constant { CLIENTS => 4, ENDLESS => 1_000_000 };

sub _kicad_client {
    my ($port, $token, $option, @what) = @_;
    my %takes = map { $_ => 1 } qw(delay clients requests ms);
    my %says = map { $_ => 1 } qw(keep plain check);
    my $result = run(
        command => [build() . '/tests/bench/kicad_client', '--port', $port, '--token', $token,
            (map { $takes{$_} ? ("--$_", $option->{$_}) : $says{$_} && $option->{$_} ? "--$_" : () } sort keys %$option), @what],
        timeout => 1800,
    );
    die "kicad_client @what: $result->{out}$result->{err}" if $result->{err} || $result->{out} eq ''
        || ($result->{status} && !$option->{not_checked});
    return JSON::PP::decode_json($result->{out});
}

sub open_chooser {
    my ($port, $token, $prefix, %option) = @_;
    return _kicad_client($port, $token, \%option, 'chooser', $prefix);
}

sub ask {
    my ($port, $token, $paths, %option) = @_;
    state $list = scratch_dir() . '/paths';
    write_text($list, join '', map { "$paths->{$_} $_\n" } sort keys %$paths);
    return _kicad_client($port, $token, \%option, 'load', $list);
}

sub rate {
    my ($port, $token, $path, %option) = @_;
    my $seen = ask($port, $token, { $path => 200 }, clients => CLIENTS, requests => ENDLESS, ms => 500, %option);
    return $seen->{requests} / $seen->{seconds};
}

sub wrk_rate {
    my ($port, $token, $path, %option) = @_;
    my ($wrk) = grep { -x } map { "$_/wrk" } split /:/, $ENV{PATH};
    $wrk // die "wrk is not installed, run \"tests/server/packages bench\"\n";
    my @headers = ("Authorization: Token $token", $option{plain} ? () : 'Accept-Encoding: gzip,deflate');
    my $result = run(command => [$wrk, '-t1', '-c' . 2 * CLIENTS, '-d' . ($option{seconds} // 1) . 's',
        (map { ('-H', $_) } @headers), "http://127.0.0.1:$port$path"]);
    my ($rate) = $result->{out} =~ m{Requests/sec:\s+([\d.]+)};
    die "$path: $result->{out}$result->{err}"
        if !$rate || $result->{out} =~ /Non-2xx|connect [1-9]|read [1-9]|timeout [1-9]/;
    return $rate;
}

1;
