package KiDepot::SameEverywhere;

# Requests that must be answered alike by the program itself and through every
# web server:
#   check_same($web, $app->socket, $database, $token);
# Each is compared in status, body and the head lines that are the program's.

use v5.28;
use warnings;
use KiDepot::Fcgi;
use KiDepot::Http;
use Test::More;
use Exporter qw(import);

our @EXPORT = qw(check_same is_problem);

my @head = qw(content-type content-length cache-control allow etag location www-authenticate x-content-type-options);

sub _requests {
    my ($category, $part, $token) = @_;
    my %good = (Authorization => "Token $token");
    my @all = map { [200, 'GET', $_, \%good] }
        '/v1/', '/v1', '/v1/categories.json', "/v1/parts/category/$category.json", "/v1/parts/$part.json",
        '/v1/parts/category/999999999.json', '/v1/?x=1',
        '/v1/c%61tegories.json';
    push @all, map { [200, 'HEAD', $_, \%good] } '/v1/', "/v1/parts/category/$category.json";
    push @all, [200, 'GET', '/v1/', { Authorization => "bearer $token" }];
    push @all, map { [401, 'GET', '/v1/', $_] }
        {}, { Authorization => 'Token ' }, { Authorization => 'Token wrong' }, { Authorization => 'Basic YTpi' };
    push @all, [401, 'HEAD', '/v1/categories.json', {}], [401, 'GET', "/v1/parts/$part.json", {}];
    push @all, map { [404, 'GET', $_, \%good] }
        '/v1/parts/999999999.json', '/v2/', '/', '', '/v1/categories', '/v1/categories.json/', '/v1//',
        '//v1/', '/v1//categories.json', '/v1/./', '/v1/parts/../', '/v1/x/%2e%2e/', '/v1%2f', '/v1%2Fcategories.json',
        "/v1/parts/category%2f$category.json", '/v1/parts/%2561.json', '/v1/%0a', '/v1/%0d%0aX:%20y', '/v1/parts/%ff.json',
        '/v1/parts/%5c.json', '/v1/parts/%c2%b5.json', '/v1/parts/a%20b.json', '/v1/parts/.json';
    push @all, [404, 'HEAD', '/v1/parts/999999999.json', \%good];
    push @all, map { [405, $_, '/v1/categories.json', \%good] } qw(POST PUT DELETE PATCH OPTIONS PROPFIND FROB);
    push @all, [405, 'POST', '/v1/', \%good, 'body ' x 3000];
    push @all, [403, 'GET', '/api/supplier/', \%good], [401, 'GET', '/api/supplier/', {}], [404, 'GET', '/api/nothing/', \%good];
    push @all, [405, 'PUT', '/api/supplier/', \%good, '{}'], [200, 'GET', '/api/openapi.json', {}];
    push @all, [414, 'GET', '/v1/' . 'a' x 2000, \%good];
    return @all;
}

# As a web server would that passes everything on.
sub _directly {
    my ($socket, $script, $method, $path, $headers, $body) = @_;
    my ($raw, $query) = $path =~ /^([^?]*)\??(.*)/s;
    return KiDepot::Fcgi::request($socket, {
        REQUEST_METHOD => $method,
        SCRIPT_NAME => $script,
        PATH_INFO => $raw =~ s/%([0-9a-fA-F]{2})/chr hex $1/ger,
        QUERY_STRING => $query,
        REQUEST_URI => $path,
        defined $headers->{Authorization} ? (HTTP_AUTHORIZATION => $headers->{Authorization}) : (),
    }, $body);
}

# The address where InvenTree's plugin stands, and changes of the catalogue.
sub _check_api {
    my ($web, $administrator) = @_;
    my %good = (Authorization => "Token $administrator", 'Content-Type' => 'application/json');
    for my $prefix ($web->prefix, '/plugin/kicad-library-plugin') {
        my $root = KiDepot::Http::request($web->port, 'GET', "$prefix/v1/", \%good);
        is("$root->{status} $root->{body}", '200 {"categories":"","parts":""}', "$prefix: KiCad's root");
        my $made = KiDepot::Http::request($web->port, 'POST', "$prefix/api/supplier/", \%good, qq({"name":"$prefix é"}));
        is($made->{status}, 201, "$prefix: POST") or diag explain $made;
        my ($at, $etag) = @{ $made->{headers} }{qw(location etag)};
        like($at, qr{^/(kidepot|plugin/kicad-library-plugin)/api/supplier/\d+/\z}, "$prefix: Location");
        my $got = KiDepot::Http::request($web->port, 'GET', $at, \%good);
        is("$got->{status} $got->{headers}{etag} $got->{body}", "200 $etag $made->{body}", "$prefix: GET of it");
        my $old = KiDepot::Http::request($web->port, 'PATCH', $at, { %good, 'If-Match' => '"0"' }, '{}');
        is($old->{status}, 412, "$prefix: If-Match comes through");
        my $again = KiDepot::Http::request($web->port, 'PATCH', $at, { %good, 'If-None-Match' => $etag }, '{}');
        is($again->{status}, 412, "$prefix: If-None-Match comes through");
        my $whole = KiDepot::Http::request($web->port, 'GET', $at, { %good, 'If-None-Match' => $etag });
        is("$whole->{status} $whole->{body}", "200 $made->{body}", "$prefix: GET is answered whole");
        my $bad = KiDepot::Http::request($web->port, 'PATCH', $at, \%good, '{');
        is($bad->{status}, 400, "$prefix: no JSON");
        like($bad->{body}, qr/\A\{"detail":"Line 1, /, "$prefix: in the program's words");
        my $large = KiDepot::Http::request($web->port, 'PATCH', $at, \%good, '{"name":"' . 'x' x 1_050_000 . '"}');
        is($large->{status}, 413, "$prefix: too large");
        like($large->{body}, qr/body_max/, "$prefix: in the program's words");
        my $netlist = '<export version="E">' . '<note>of nobody</note>' x 100_000 . '</export>';
        my $kept = KiDepot::Http::request($web->port, 'POST', "$prefix/api/netlist/?project=large&revision=" . substr($prefix, 1, 5),
            { %good, 'Content-Type' => 'application/xml' }, $netlist);
        like($kept->{status}, qr/^20[01]$/, "$prefix: a netlist larger than body_max") or diag explain $kept;
        my $gone = KiDepot::Http::request($web->port, 'DELETE', $at, { %good, 'If-Match' => $etag });
        is("$gone->{status} $gone->{body}", '204 ', "$prefix: DELETE");
    }
}

sub _parts {
    my ($answer) = @_;
    return {
        error => $answer->{error}, status => $answer->{status}, body => $answer->{body},
        map { $_ => $answer->{headers}{$_} } @head,
    };
}

sub check_same {
    my ($web, $socket, $database, $token) = @_;
    my ($category) = $database->psql('select id from kicad.category order by id limit 1');
    my ($part) = $database->psql("select id from kicad.part order by id limit 1");
    _check_api($web, $database->token(scope => 'admin'));
    for my $request (_requests($category, $part, $token)) {
        my ($status, $method, $path, $headers, $body) = @$request;
        my $name = "$method " . substr($path, 0, 60) . ($headers->{Authorization} ? '' : ' without token');
        my $direct = _directly($socket, $web->prefix, $method, $path, $headers, $body);
        my $through = KiDepot::Http::request($web->port, $method, $web->prefix . $path, $headers, $body);
        my ($want, $got) = (_parts($direct), _parts($through));
        is($got->{status}, $status, "$name: $status") or diag explain $got;
        is_deeply($got, $want, "$name: the same bytes");
        ok(!exists $through->{headers}{'kidepot-detail'}, "$name: no head line that is for the web server only");
    }
}

# An error that a web server made: one line, an object, a sentence.
sub is_problem {
    my ($answer, $status, $name) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    my $good = is($answer->{status}, $status, "$name: $status");
    $good &= is($answer->{headers}{'content-type'}, 'application/json; charset=utf-8', "$name: JSON");
    $good &= like($answer->{body}, qr/\A\{"detail":"[A-Z][^"\\\n]*\."\}\z/, "$name: a sentence");
    $good &= !exists $answer->{headers}{location};
    diag explain $answer unless $good;
    return $good;
}

1;
