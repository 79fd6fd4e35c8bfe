#!/usr/bin/perl
# Runs tests/cases/*.case: what is asked, what must be answered. A case is
#
#     # why it is there
#     GET /v1/parts/category/7.json        method and path below the library's URL
#     Authorization:Token {designer}       header lines, sent as they stand
#     ---
#     200                                  wanted status, and header lines:
#     Content-Length: *                      * stands for any text
#     Allow: -                               - alone: the header must not be there
#     ---
#     {"id":"30"}                          wanted body, byte for byte; * stands for any text
#
# The body's first line can say how the others are meant:
#     folded   they are one line: line ends and the blanks around them are not there
#     json     the same JSON, whatever the blanks and the order of members
#     none     there is no body
#
# Written in the request: {designer} is a token of tests/cases/catalogue.sql by its
# name, {a*100} is "a" a hundred times, {00} is the byte with that hexadecimal
# number. Lines before the request that start with @ say more:
#     @through fcgi cgi        not through nginx, which has an answer of its own
#     @database untouched      the same answer must come when the database is away
#     @database away           the database is away
#     @variable NAME value     a CGI variable instead of what the path would give;
#     @variable NAME           none at all
#
# Whatever a case wants, each answer must also have the right type and length, and
# be strings only, or one line with {"detail":"a sentence"} when it is an error.
#
# A case is named after the line of the contract it holds the program to: 17-*.case
# are the cases of line 17. The lines that no single request can show are in
#     20 21 22 24  clients.t, walk.t    23  tests/fault    25 26  tests/cli, tests/kicad

use v5.28;
use warnings;
use utf8;
use JSON::PP ();
use Test::More;
use KiDepot::App;
use KiDepot::Cgi;
use KiDepot::Database;
use KiDepot::Fcgi;
use KiDepot::Http;
use KiDepot::Nginx;
use KiDepot::Sandbox qw(root read_text);

binmode Test::More->builder->$_, ':utf8' for qw(output failure_output todo_output);

my $cases = root() . '/tests/cases';
my %token = (
    (map { my ($name, $prefix) = @$_; ($name => "kd_${prefix}_" . $prefix x 8) }
        ['designer', '0000000a'], ['administrator', '0000000b'], ['former', '0000000c'],
        ['stolen', '0000000d'], ['stolen and old', '0000000e'], ['stranger', '0000000f']),
    guessed => 'kd_0000000a_' . '0000000b' x 8,
);

sub unfold {
    my ($text) = @_;
    my $one = qr/\{([^{}]+)\}/;
    return $text =~ s/$one/
        my $word = $1;
        exists $token{$word} ? $token{$word}
            : $word =~ m{^(.+)\*(\d+)$}s ? $1 x $2
            : $word =~ m{^[0-9a-f]{2}$} ? chr hex $word : "{$word}"/ger;
}

sub read_case {
    my ($file) = @_;
    my ($request, $head, $body) = split /^---\n/m, read_text($file), 3;
    die "$file has not three parts\n" unless defined $body;
    my @lines = grep { !/^#/ && length } split /\n/, $request;
    my %case = (name => $file =~ s{.*/|\.case$}{}gr, variables => {}, through => 'fcgi cgi nginx', database => '');
    while (@lines && $lines[0] =~ s/^@//) {
        my ($word, $rest) = split / /, shift @lines, 2;
        if ($word eq 'variable') {
            my ($name, $value) = split / /, $rest, 2;
            $case{variables}{$name} = defined $value ? unfold($value) : undef;
        } else {
            $case{$word} = $rest;
        }
    }
    my $first = shift @lines // die "$file has no request\n";
    @case{qw(method path)} = split / /, unfold($first), 2;
    $case{headers} = [map { unfold($_) } @lines];
    ($case{status}, my @wanted) = grep { length } split /\n/, $head;
    $case{wanted} = [map { [split /:\s*/, $_, 2] } @wanted];
    @case{qw(form body)} = read_wanted_body($body);
    return \%case;
}

sub read_wanted_body {
    my ($body) = @_;
    return ('none', '') if $body eq "none\n" || $body eq '';
    return ('json', $body) if $body =~ s/\Ajson\n//;
    return ('exact', $body =~ s/\s*\n\s*//gr) if $body =~ s/\Afolded\n//;
    return ('exact', $body =~ s/\n\z//r);
}

# The variables a web server makes of a request. Unlike nginx this one leaves the
# path as it is but for decoding it once.
sub variables {
    my ($case) = @_;
    my ($path, $query) = split /\?/, $case->{path}, 2;
    my %variables = (
        REQUEST_METHOD => $case->{method},
        PATH_INFO => $path =~ s/%([0-9a-fA-F]{2})/chr hex $1/ger,
        REQUEST_URI => "/kidepot$case->{path}",
        SCRIPT_NAME => '/kidepot',
        QUERY_STRING => $query // '',
    );
    for my $line (@{ $case->{headers} }) {
        my ($name, $value) = $line =~ /^([\w-]+):\s*(.*?)\s*$/ or die "\"$line\" is no header\n";
        $variables{ 'HTTP_' . uc $name =~ tr/-/_/r } = $value;
    }
    return { %variables, %{ $case->{variables} } };
}

sub through_nginx {
    my ($case, $port, $prefix) = @_;
    my @lines = ('Host: 127.0.0.1', @{ $case->{headers} }, 'Connection: close');
    return KiDepot::Http::request($port, $case->{method}, $prefix . $case->{path}, \@lines);
}

sub without_undefined {
    my ($variables) = @_;
    return { map { $_ => $variables->{$_} } grep { defined $variables->{$_} } keys %$variables };
}

sub pattern {
    my ($wanted) = @_;
    my $pattern = join '.*', map { quotemeta } split /\*/, $wanted, -1;
    return qr/\A$pattern\z/s;
}

sub check_head {
    my ($case, $answer, $name) = @_;
    is($answer->{status}, $case->{status}, "$name: status $case->{status}");
    for my $line (@{ $case->{wanted} }) {
        my ($header, $wanted) = @$line;
        my $value = $answer->{headers}{ lc $header };
        $wanted eq '-'
            ? is($value, undef, "$name: there is no $header")
            : like($value // '(none)', pattern($wanted), "$name: $header is $wanted");
    }
}

sub check_body {
    my ($case, $answer, $name) = @_;
    my $body = $answer->{body};
    return is($body, '', "$name: there is no body") if $case->{form} eq 'none';
    return is_deeply(parsed($body), parsed($case->{body}), "$name: the JSON is as wanted") if $case->{form} eq 'json';
    return ok(1, "$name: the body is as wanted") if $body =~ pattern($case->{body});
    is($body, $case->{body}, "$name: the body is as wanted");
}

sub parsed {
    my ($json) = @_;
    return eval { JSON::PP->new->utf8->decode($json) } // "no JSON: $json";
}

sub only_strings {
    my ($value) = @_;
    return ref $value eq 'ARRAY' ? !grep({ !only_strings($_) } @$value)
        : ref $value eq 'HASH' ? !grep({ !only_strings($_) } values %$value)
        : !ref $value && defined $value && JSON::PP->new->allow_nonref->encode($value) =~ /^"/;
}

# What holds for every answer.
sub check_always {
    my ($case, $answer, $name) = @_;
    my ($headers, $body) = @{$answer}{qw(headers body)};
    is($headers->{'content-type'}, 'application/json; charset=utf-8', "$name: the type is JSON in UTF-8");
    my $length = $headers->{'content-length'} // -1;
    $case->{method} eq 'HEAD'
        ? cmp_ok($length, '>', 0, "$name: the length is that of the body a GET would bring")
        : is($length, length $body, "$name: the length is that of the body");
    return if $case->{method} eq 'HEAD';
    my $json = parsed($body);
    ok(ref $json && only_strings($json), "$name: strings only");
    return if $answer->{status} == 200;
    ok(ref $json eq 'HASH' && join(' ', keys %$json) eq 'detail' && $json->{detail} =~ /^[A-Z].*\.$/ && $body !~ /\n/,
        "$name: an error is one line with a sentence");
}

sub check {
    my ($case, $answer, $how) = @_;
    my $name = "$case->{name} ($how)";
    return fail("$name: $answer->{error}") if $answer->{error};
    check_head($case, $answer, $name);
    check_always($case, $answer, $name);
    check_body($case, $answer, $name);
    is($answer->{stderr} // '', '', "$name: nothing is said on standard error") if exists $answer->{stderr} && $how !~ /^CGI/;
}

sub run_case {
    my ($case, $server, $away) = @_;
    my %through = map { $_ => 1 } split / /, $case->{through};
    my @servers = ($case->{database} eq 'away' ? () : [$server, ''],
        $case->{database} ? [$away, ', database away'] : ());
    for (@servers) {
        my ($one, $remark) = @$_;
        my $variables = variables($case);
        check($case, KiDepot::Fcgi::request($one->{socket}, $variables), "FastCGI$remark") if $through{fcgi};
        check($case, KiDepot::Cgi::request('kidepot.fcgi',
            { %{ without_undefined($variables) }, KIDEPOT_CONNINFO => $one->{conninfo} }), "CGI$remark") if $through{cgi};
        check($case, through_nginx($case, $one->{port}, $one->{prefix}), "nginx$remark")
            if $through{nginx} && !%{ $case->{variables} };
    }
}

# All cases come from one address within seconds.
sub start_nginx {
    my ($app) = @_;
    return KiDepot::Nginx->start(app => $app, edit => sub { s/burst=\d+/burst=10000/g });
}

sub server {
    my ($app, $conninfo) = @_;
    my $nginx = start_nginx($app);
    return { app => $app, nginx => $nginx, socket => $app->socket, port => $nginx->port,
        prefix => $nginx->prefix, conninfo => $conninfo };
}

my @files = @ARGV ? @ARGV : sort glob "$cases/*.case";
my $database = KiDepot::Database->new;
$database->psql(read_text("$cases/catalogue.sql"), 'writer');
my $server = server(KiDepot::App->start(database => $database), $database->conninfo('web'));
my $nowhere = 'host=/nonexistent dbname=none';
my $away = server(KiDepot::App->start(settings => { conninfo => $nowhere }), $nowhere);

run_case(read_case($_), $server, $away) for @files;

for my $line (1 .. 19) {
    my $number = sprintf '%02d', $line;
    ok(scalar(grep { m{/$number-} } glob "$cases/*.case"), "line $line of the contract has a case");
}
$_->{nginx}->stop, $_->{app}->stop for $server, $away;
unlike($server->{app}->log, qr/ended by|kd_0/, 'no worker died and no secret is in the log');
done_testing;
