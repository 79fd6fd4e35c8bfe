#!/usr/bin/perl
# /api/openapi.json against the program: it describes each route and no other, and what
# is asked and answered in the cases fits its schemas. A method of an address that no
# case asks with success fails here.

use v5.28;
use warnings;
use Test::More;
use JSON::PP ();
use KiDepot::Api;
use KiDepot::Fcgi;
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

# What a generated client is made of: where the interface is, names for its functions and types for what
# they take and give.
is_deeply($document->{servers}, [{ url => '/kidepot' }], 'it says below which address the paths are');
is_deeply([map { $_->{url} } @{ document_at('')->{servers} }], ['/'], '... also at the top of a host');
my (%names, @wrong);
for my $path (sort keys %{ $document->{paths} }) {
    for my $method (sort keys %{ $document->{paths}{$path} }) {
        my ($operation, $which) = ($document->{paths}{$path}{$method}, uc $method . " $path");
        my $name = $operation->{operationId} // '';
        push @wrong, "$which: operationId \"$name\"" if $name !~ /\A[a-z]+(_[a-z]+)+\z/ || $names{$name}++;
        push @wrong, "$which: no tag" unless @{ $operation->{tags} // [] } == 1 && $path =~ m{^/api/\Q$operation->{tags}[0]\E/};
        push @wrong, "$which: no default" unless $operation->{responses}{default};
        my %argument = map { ("$_->{in} $_->{name}" => $_->{schema}{type}) } @{ $operation->{parameters} };
        push @wrong, "$which: \"after\" is no string, as \"next\" is" unless ($argument{'query after'} // 'string') eq 'string';
        push @wrong, "$which: If-None-Match" if $method eq 'put' xor exists $argument{'header If-None-Match'};
        for my $part ($operation->{requestBody} // {}, values %{ $operation->{responses} }) {
            my $content = $part->{content} // {};
            push @wrong, map { "$which: no type of $_" } grep { !%{ $content->{$_}{schema} // {} } } sort keys %$content;
        }
    }
}
is_deeply(\@wrong, [], 'each operation has a name of its own, a tag, and types');
is($document->{paths}{'/api/part/parameter/template/{id}/'}{patch}{operationId}, 'part_parameter_template_update', '... made of its address and what it does');
is_deeply([sort keys %{ $document->{paths}{'/api/netlist/'}{post}{requestBody}{content} }], ['application/xml', 'text/xml'], 'both types of a netlist');
is_deeply($document->{security}, [{ bearer => [] }, { token => [] }], 'a token goes either way');
is($document->{components}{securitySchemes}{bearer}{scheme}, 'bearer', '... one is known to every client');
my $times = $document->{components}{schemas};
is_deeply([map { $_->{format} } @{ $times->{Part}{properties} }{qw(id updated name)}, @{ $times->{Token}{properties} }{qw(created last_used)}],
    ['int64', 'date-time', undef, 'date', undef], 'formats of numbers, times and days');

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

# As the program writes it below another address.
sub document_at {
    my ($script) = @_;
    my $answer = KiDepot::Fcgi::request($api->app->socket, { PATH_INFO => '/api/openapi.json', SCRIPT_NAME => $script });
    return JSON::PP->new->utf8->decode($answer->{body});
}

# Bytes that are no UTF-8 are for the cases to try, not for schemas.
sub text_of {
    my ($bytes) = @_;
    my $text = $bytes;
    return defined $text && utf8::decode($text) ? $text : undef;
}
