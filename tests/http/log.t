#!/usr/bin/perl
# The log: every line can be read by a machine, whatever a client sends, and no
# secret is ever in it.

use v5.28;
use warnings;
use JSON::PP ();
use Test::More;
use KiDepot::App;
use KiDepot::Database;
use KiDepot::Fcgi;
use KiDepot::Sandbox qw(root read_text wait_until);

my $database = KiDepot::Database->new;
$database->psql(read_text(root() . '/tests/cases/catalogue.sql'), 'writer');
my $token = $database->token;
my ($prefix) = $token =~ /^kd_([0-9a-f]{8})_/;

my @hostile = (
    { HTTP_USER_AGENT => "a\"b\\c\x01\n\x1b[31m\x7f" },
    { HTTP_USER_AGENT => "caf\xc3\xa9 \xff\xfe" },
    { HTTP_USER_AGENT => 'x' x 10_000 },
    { HTTP_USER_AGENT => "\xe2\x82\xac" x 3000 },
    { HTTP_USER_AGENT => "\x01" x 10_000 },
    { PATH_INFO => '/v1/' . "\x01" x 1000 },
    { PATH_INFO => '/v1/' . 'x' x 100_000 },
    { PATH_INFO => '/v1/' . "\xff" x 1000 },
    { PATH_INFO => '/' . "\xe2\x82\xac" x 2000 },
    { PATH_INFO => "/v1/x y=z status=200\n2026-01-01T00:00:00.000Z info forged" },
    { REQUEST_METHOD => 'X' x 5000, REMOTE_ADDR => "\x02" x 5000, PATH_INFO => "\x03" x 5000, HTTP_USER_AGENT => "\x04" x 5000 },
    { REQUEST_METHOD => '', PATH_INFO => '', REMOTE_ADDR => '', HTTP_USER_AGENT => '' },
    { HTTP_AUTHORIZATION => 'Token kd_0000000a_' . '0000000b' x 8 },
    { HTTP_AUTHORIZATION => "Token ${token}0" },
    { HTTP_AUTHORIZATION => "Basic $token" },
    { HTTP_AUTHORIZATION => "Token:$token" },
    { QUERY_STRING => "token=$token", REQUEST_URI => "/v1/?token=$token" },
);

sub send_all {
    my ($app) = @_;
    KiDepot::Fcgi::request($app->socket, { PATH_INFO => '/v1/', HTTP_AUTHORIZATION => "Token $token", REMOTE_ADDR => '192.0.2.7', %$_ }) for @hostile;
    KiDepot::Fcgi::request($app->socket, { PATH_INFO => '/v1/parts/category/7.json', HTTP_AUTHORIZATION => "Token $token" });
    return log_lines($app, scalar @hostile + 1);
}

sub log_lines {
    my ($app, $requests) = @_;
    wait_until(sub { $requests <= (() = $app->log =~ /(?: info |"message":")request[" ,]/g) });
    return split /\n/, $app->log;
}

sub clean {
    my ($form, @lines) = @_;
    my $all = join "\n", @lines;
    is((grep { /[\x00-\x1f\x7f]/ } @lines)[0], undef, "$form: no control character");
    is((grep { !utf8::decode(my $copy = $_) } @lines)[0], undef, "$form: UTF-8");
    cmp_ok((sort { $b <=> $a } map { length } @lines)[0], '<=', 4096, "$form: no line is longer than 4096 bytes");
    unlike($all, qr/\Q@{[substr $token, 12]}\E|0000000b0000000b/, "$form: no secret");
    like($all, qr/\Q$prefix\E/, "$form: the prefix of the token tells whose request it was");
    unlike($all, qr/^\S+ info forged/m, "$form: no line can be forged");
}

my @keys = qw(method path status bytes us left_out token remote agent);

sub json_lines {
    my $app = KiDepot::App->start(database => $database, settings => { workers => 1, log_format => 'json' });
    my @lines = send_all($app);
    clean('json', @lines);
    my @parsed = map { my $line = $_; eval { JSON::PP->new->utf8->decode($line) } // do { diag(substr $line, 0, 200); undef } } @lines;
    is(scalar(grep { !defined } @parsed), 0, 'json: every line is JSON');
    is(scalar(grep { $_ && ($_->{time} // '') !~ /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/ } @parsed), 0, 'json: every line has a time');
    my @requests = grep { $_ && $_->{message} eq 'request' } @parsed;
    is(scalar @requests, @hostile + 1, 'json: a line for each request');
    # The last finds no room where all the others are as long as can be.
    for my $key (grep { $_ ne 'agent' } @keys) {
        is(scalar(grep { !exists $_->{$key} } @requests), 0, "json: $key is there, however long the others are");
    }
    is($requests[0]{agent}, "a\"b\\c\x01\n\x1b[31m\x7f", 'json: what the client sent can be read back');
    is($requests[0]{remote}, '192.0.2.7', 'json: the address');
    is($requests[-1]{left_out}, 2, 'json: what was left out is counted');
    is($requests[$_]{status}, 401, 'json: the status') for 12 .. 15;
    is($requests[12]{token}, '0000000a', 'json: a wrong secret is known by its prefix');
    $app->stop;
}

sub plain_lines {
    my $app = KiDepot::App->start(database => $database, settings => { workers => 1 });
    my @lines = send_all($app);
    clean('plain', @lines);
    my $value = qr/(?:[^\s"=\\]+|"(?:[^"\\]|\\.)*")/;
    my @requests = grep { / info request / } @lines;
    is(scalar @requests, @hostile + 1, 'plain: a line for each request');
    my $line = join ' ', map { "$_=$value" } grep { $_ ne 'agent' } @keys;
    is((grep { !/^\S+Z info request $line(?: agent=$value)?$/ } @requests)[0], undef, 'plain: every request line has its values');
    is((grep { !/^\S+Z (?:error|warning|info|debug) \S/ } @lines)[0], undef, 'plain: time, level and message');
    $app->stop;
}

sub levels {
    my %sees = (error => [0, 0], warning => [1, 0], info => [1, 1], debug => [1, 1]);
    for my $level (sort keys %sees) {
        my $app = KiDepot::App->start(database => $database, settings => { workers => 1, log_level => $level });
        KiDepot::Fcgi->connect($app->socket)->close;
        KiDepot::Fcgi::request($app->socket, { PATH_INFO => '/v1/parts/category/7.json', HTTP_AUTHORIZATION => "Token $token" });
        $app->stop;
        my $log = $app->log;
        is($log =~ / warning left out part / ? 1 : 0, $sees{$level}[0], "log_level $level: warnings");
        is($log =~ / info request / ? 1 : 0, $sees{$level}[1], "log_level $level: requests");
        is($log =~ / debug / ? 1 : 0, $level eq 'debug' ? 1 : 0, "log_level $level: debug");
    }
}

json_lines();
plain_lines();
levels();
done_testing;
