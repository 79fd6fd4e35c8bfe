#!/usr/bin/perl
# /api/openapi.json against the program: it describes each route and no other, and what
# is asked and answered in the cases fits its schemas. A method of an address that no
# case asks with success fails here.

use v5.28;
use warnings;
use Test::More;
use JSON::PP ();
use KiDepot::Api;
use KiDepot::Sandbox qw(root run program);

my $python = -x '/usr/bin/python3' ? '/usr/bin/python3' : 'python3';
my $without = run(command => [$python, '-c', 'import jsonschema'])->{status};
BAIL_OUT('python3-jsonschema is missing, run "tests/server/packages test"') if $without && $ENV{CI};

my $api = KiDepot::Api->start;
my $answer = $api->request('GET', '/api/openapi.json', { Authorization => undef });
is($answer->{status}, 200, 'openapi.json needs no token');
my $document = JSON::PP->new->utf8->decode($answer->{body});

# "/api/supplier/{id}/" => "GET PATCH DELETE", of the routes and of the document.
my (%routes, %paths);
for my $line (split /\n/, run(command => [program('kidepot.fcgi'), '--routes'], user => 'server')->{out}) {
    my ($pattern, $methods, $location) = split /\t/, $line;
    next if defined $location;
    $routes{$pattern} = join ' ', sort grep { $_ ne 'HEAD' } split /, /, $methods;
}
for my $path (keys %{ $document->{paths} }) {
    $paths{ $path =~ s/\{id\d\}/{id}/gr } = join ' ', sort map { uc } keys %{ $document->{paths}{$path} };
}
is($routes{'/v1/parts/{id}.json'}, 'GET', '--routes has KiCad\'s addresses');
is_deeply(\%paths, { map { ($_ => $routes{$_}) } grep { m{^/api/} && $_ ne '/api/openapi.json' } keys %routes },
    'the document has each address of /api/ with its methods, and no other');

# What no table allows is refused as it says.
for my $pattern (sort keys %routes) {
    my $path = $pattern =~ s/\{id\}/1/gr;
    my $refused = $api->request('OPTIONS', $path);
    is($refused->{status}, 405, "OPTIONS $path: 405");
    is(join(' ', sort grep { $_ ne 'HEAD' } split /, /, $refused->{headers}{allow}), $routes{$pattern}, "... with the methods of the table");
}

# All as FastCGI are run here only.
$api->run_case($_, 'fcgi') for sort glob root() . '/tests/api/*.case';
$api->stop;
unlike($api->app->log, qr/ended by| error |kd_[0-9a-f]{8}_/, 'no worker died, no error and no secret is in the log');
SKIP: {
    skip 'python3-jsonschema is missing, run "tests/server/packages test"', 2 if $without;
    my $checked = run(command => [$python, root() . '/tests/api/schemas', '-'], input => JSON::PP->new->utf8->encode({
        document => $document,
        seen => [map { +{ %$_, head => undef, type => $_->{head}{'content-type'}, body => text_of($_->{body}), answer => text_of($_->{answer}) } } @{ $api->seen }],
    }));
    is($checked->{err}, '', 'the schemas could be read');
    is($checked->{out}, '', 'what was asked and answered fits the schemas, and each method was asked');
}
done_testing;

# Bytes that are no UTF-8 are for the cases to try, not for schemas.
sub text_of {
    my ($bytes) = @_;
    my $text = $bytes;
    return defined $text && utf8::decode($text) ? $text : undef;
}
