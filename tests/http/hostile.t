#!/usr/bin/perl
# 10,000 requests nobody should send, through nginx and as FastCGI itself: nothing
# crashes, nothing answers 5xx, nothing internal gets out, nothing is changed.
# The requests follow from a seed; KIDEPOT_TEST_SEED=... gives the same again.

use v5.28;
use warnings;
use Test::More;
use POSIX ();
use Storable qw(store retrieve);
use KiDepot::App;
use KiDepot::Database;
use KiDepot::Fcgi;
use KiDepot::Http;
use KiDepot::Nginx;
use KiDepot::Sandbox qw(root read_text scratch_dir write_text);

my $seed = $ENV{KIDEPOT_TEST_SEED} // int rand 1e9;
my %requests = (nginx => 6000, fcgi => 3500, records => 500);
diag("seed $seed");

my $database = KiDepot::Database->new;
$database->psql(read_text(root() . '/tests/cases/catalogue.sql'), 'writer');
my $token = $database->token;

sub any { $_[int rand @_] }

sub some_bytes {
    my ($most) = @_;
    return join '', map { chr int rand 256 } 1 .. 1 + int rand $most;
}

my @ids = ('1', '10', '2', '..', '.', '%00', '10%00', '%2f', '%2F..%2f', '%252e%252e', '%c0%ae%c0%ae', '%ff%fe',
    "1'%20or%201=1--", "1;drop%20table%20kidepot.part", '$1', '%24%7B7*7%7D', '1%0d%0aX-Evil:%20yes', '%s%n%x', '-1', '0',
    '99999999999999999999', 'null', '{id}', '%7Bid%7D', "\x80\xff", "\xe2\x82", '%E2%82', '1)%20union%20select%20sha256%20from%20kidepot.token--',
    'x' x 63, 'x' x 64, 'x' x 65, 'x' x 5000, '%41' x 900, '', '*', '(', '<script>', '%3Cscript%3E', '|id', '`id`', '~', '%5c..%5c');
my @shapes = ('/v1/parts/%s.json', '/v1/parts/category/%s.json', '/v1/%s', '/%s', '/v1/parts/%s', '//v1/%s', '/v1/../%s',
    '/v1/parts/category/../%s.json', '/v1/parts/%s.json/..', '/v1/categories.json%s', '/v1?%s', '/v1/?id=%s', '%s', '/v1/parts//%s.json');
my @methods = ('GET') x 12, my @odd_methods = qw(HEAD POST PUT DELETE PATCH OPTIONS TRACE CONNECT PROPFIND get FOO_BAR M-SEARCH);
my @tokens = ($token, 'x', '', "' or 1=1 --", "kd_0000000a_" . '0000000b' x 8, 'kd_' . 'f' x 8 . '_' . 'f' x 64, '%s%n', "\xff\xfe", 'A' x 4000,
    "kd_'||pg_sl_" . '0' x 64, 'kd_ffffffff_' . "\xff" x 64, 'null', '{"a":1}');
my @schemes = ('Token ', 'token ', 'Bearer ', 'Token', 'Token:', 'Basic ', '', 'Token  ', "Token\t", 'Negotiate ');

sub hostile_path {
    my $shape = any(@shapes);
    my $id = rand() < 0.8 ? any(@ids) : join '', map { sprintf '%%%02x', int rand 256 } 1 .. 1 + int rand 20;
    my $path = $shape =~ s/%s/$id/r;
    return rand() < 0.9 ? $path : $path . some_bytes(30) =~ s/[\x00-\x20\x7f]/x/gr;
}

sub authorization { any(@schemes) . any(@tokens) }

sub hostile_http {
    my $method = rand() < 0.2 ? any(@odd_methods) : any(@methods);
    my $path = hostile_path();
    my @headers = ('Host: ' . (rand() < 0.9 ? 'x' : any('', '..', 'x' x 300, '[::1]', "a'b")));
    push @headers, 'Authorization:' . (rand() < 0.6 ? "Token $token" : authorization());
    push @headers, 'User-Agent: ' . any('', 'x' x 3000, "\xff\xfe", '"', '\\', '%n%s', "\x{1b}[31m") if rand() < 0.3;
    push @headers, 'Accept-Encoding: ' . any('gzip', 'gzip;q=0', 'br', '*', 'x' x 500) if rand() < 0.3;
    push @headers, any('Range: bytes=0-1', 'If-Modified-Since: x', 'If-None-Match: *', 'Expect: x', 'X-Forwarded-For: ' . '1,' x 500,
        'Cookie: ' . 'a=b;' x 700, 'PATH_INFO: /v1/', 'Proxy: http://x/', 'X-Original-URL: /v1/', 'Transfer-Encoding: identity') if rand() < 0.3;
    my $body = rand() < 0.1 ? 'b' x any(0, 1, 100, 16000, 70000) : '';
    push @headers, 'Content-Length: ' . length $body if length $body;
    return join("\r\n", "$method /kidepot$path HTTP/1.1", @headers, '', '') . $body;
}

sub hostile_params {
    my $path = hostile_path() =~ s/%([0-9a-f]{2})/chr hex $1/gier;
    my %params = (REQUEST_METHOD => rand() < 0.8 ? 'GET' : any(@odd_methods, '', 'X' x 5000, some_bytes(20)), PATH_INFO => $path,
        HTTP_AUTHORIZATION => rand() < 0.6 ? "Token $token" : authorization());
    $params{PATH_INFO} = any('/' x 100_000, '/v1/' . 'x' x 100_000, some_bytes(3000), '', '/v1/' . "\0" x 5) if rand() < 0.05;
    $params{REQUEST_URI} = any('/kidepot' . hostile_path(), some_bytes(1000), '?', '%', '/v1/%', 'x' x 60_000) if rand() < 0.5;
    delete $params{ any('PATH_INFO', 'REQUEST_METHOD', 'HTTP_AUTHORIZATION') } if rand() < 0.1;
    $params{HTTP_USER_AGENT} = some_bytes(4000) if rand() < 0.1;
    $params{REMOTE_ADDR} = any('', 'x' x 4000, some_bytes(50)) if rand() < 0.1;
    $params{"HTTP_X_$_"} = some_bytes(100) for 1 .. (rand() < 0.02 ? 1000 : 0);
    $params{CONTENT_LENGTH} = any('-1', '99999999999999999999', 'x', '5') if rand() < 0.1;
    return \%params;
}

# What is wrong with an answer, or nothing.
sub fault_of {
    my ($answer, $request) = @_;
    return "no answer: $answer->{error}" if $answer->{error};
    # nginx's own: the path leads to another place of the site, the header is not HTTP/1.1.
    return undef if $answer->{status} == 404 && $request =~ /\.\.|%2e/i && $answer->{headers}{'content-type'} eq 'text/html';
    return undef if $answer->{status} == 501 && $request =~ /^Transfer-Encoding/m;
    return "status $answer->{status}" if $answer->{status} >= 500;
    my $text = join ' ', $answer->{body}, map { "$_: $answer->{headers}{$_}" } sort keys %{ $answer->{headers} };
    return "a leak: $1" if $text =~ m{(select |kicad\.|kidepot\.(?:part|token)|pg_|sha256|/tmp/|\.c:\d|libpq|postgres|kd_[0-9a-f]{8}_|evil)}i;
    return 'an answer that is no JSON' if length $answer->{body} && $answer->{headers}{'content-type'} !~ m{^application/json};
    return "an error that is no object: $answer->{body}" if $answer->{status} >= 400 && length $answer->{body}
        && $answer->{body} !~ /\A\{"detail":"[^\n]*"\}\s*\z/;
    return undef;
}

sub ask_nginx {
    my ($port, $requests) = @_;
    my ($client, %faults);
    for my $bytes (@$requests) {
        $client //= KiDepot::Http->connect($port);
        my $whole = $client->send_raw($bytes);
        my $answer = $client->read_response(no_body => scalar $bytes =~ /^HEAD /);
        # A request that is cut off (a body that is too long) may lose its answer.
        my $fault = $answer->{error} && !$whole ? undef : fault_of($answer, $bytes);
        $faults{$fault} //= substr $bytes, 0, 300 if $fault;
        undef $client if $answer->{error} || ($answer->{headers}{connection} // 'close') eq 'close';
    }
    return \%faults;
}

sub ask_fcgi {
    my ($socket, $requests) = @_;
    my %faults;
    for my $one (@$requests) {
        my ($params, $body) = @$one;
        my $fault = fault_of(KiDepot::Fcgi::request($socket, $params, $body), '');
        $faults{$fault} //= join ' ', map { substr "$_=$params->{$_}", 0, 200 } sort keys %$params if $fault;
    }
    return \%faults;
}

# Records that break FastCGI's own rules; any end of the connection will do.
sub broken_records {
    # Seven bits a byte, so that no length is of gigabytes: over these libfcgi gives
    # up, which tests/fault/worker.t is about.
    my $few = sub { some_bytes($_[0]) =~ tr/\x80-\xff/\x00-\x7f/r };
    my $params = KiDepot::Fcgi::pairs({ REQUEST_METHOD => 'GET', PATH_INFO => '/v1/' });
    my $begin = KiDepot::Fcgi::begin_record(1, int rand 3);
    my $request = $begin . KiDepot::Fcgi::stream('params', 1, $params) . KiDepot::Fcgi::stream('stdin', 1, '');
    return any(
        sub { some_bytes(200) },
        sub { substr $request, 0, int rand length $request },
        sub { my $r = $request; substr($r, int rand length $r, 1) = chr int rand 128; $r },
        sub { KiDepot::Fcgi::record(int rand 256, int rand 65536, $few->(50), int rand 256) . $request },
        sub { $begin . KiDepot::Fcgi::record('params', 1, pack('NN', 0x8000_0000 | any(1e6, 1e8), 0x8000_0000 | any(1, 1e7)) . 'x') },
        sub { $begin . KiDepot::Fcgi::stream('params', 1, $few->(300)) . KiDepot::Fcgi::stream('stdin', 1, '') },
        sub { $begin . $begin . $request },
        sub { KiDepot::Fcgi::record('abort', 1, '') . $request },
        sub { KiDepot::Fcgi::record('get_values', 0, KiDepot::Fcgi::pairs({ FCGI_MAX_CONNS => '', x => '' })) . $request },
        sub { KiDepot::Fcgi::record('stdin', 1, 'x') },
        sub { KiDepot::Fcgi::record('begin', 1, pack 'nCx5', any(0, 2, 3, 65535), 0) . $request },
        sub { $begin . KiDepot::Fcgi::record('params', 2, $params) },
        sub { chr(any(0, 2, 255)) . substr $request, 1 },
        sub { $request . some_bytes(1000) },
    )->();
}

sub send_records {
    my ($socket, $requests) = @_;
    my %faults;
    for my $bytes (@$requests) {
        my $client = KiDepot::Fcgi->connect($socket);
        $client->send_raw($bytes);
        $client->finish_sending;
        $faults{'a connection that never ends'} //= unpack 'H200', $bytes unless $client->{stream}->at_end || $client->{stream}->take_all ne '';
        $client->close;
    }
    return \%faults;
}

# Each kind in two processes; what they find comes back in files.
sub in_parallel {
    my (%work) = @_;
    my $dir = scratch_dir();
    my %pids;
    for my $name (sort keys %work) {
        my ($ask, @requests) = @{ $work{$name} };
        for my $half (0, 1) {
            my $pid = fork // die "cannot fork: $!\n";
            if ($pid == 0) {
                my $found = eval { $ask->([@requests[grep { $_ % 2 == $half } 0 .. $#requests]]) } // { "the test itself: $@" => '' };
                store($found, "$dir/$name$half");
                POSIX::_exit(0);
            }
            $pids{$pid} = "$dir/$name$half";
        }
    }
    my %found;
    for my $pid (keys %pids) {
        waitpid $pid, 0;
        %found = (%found, %{ -e $pids{$pid} ? retrieve($pids{$pid}) : { "$pids{$pid} was not written" => '' } });
    }
    return %found;
}

sub state_of_database {
    return join "\n", $database->psql(q{select 'part', count(*), md5(string_agg(p::text, '' order by id)) from kidepot.part p
        union all select 'token', count(*), md5(string_agg((to_jsonb(t) - 'last_used_at')::text, '' order by id)) from kidepot.token t
        union all select 'category', count(*), md5(string_agg(c::text, '' order by id)) from kidepot.category c
        union all select 'tables', count(*), '' from pg_class});
}

srand $seed;
# libfcgi forgets 48 bytes for each FCGI_GET_VALUES record whose pairs are broken
# (ProcessManagementRecord). Only a web server can send it one.
my $known = scratch_dir();
write_text("$known/leaks", "leak:libfcgi.so\n");
my $app = KiDepot::App->start(database => $database, settings => { workers => 3 },
    env => { LSAN_OPTIONS => "suppressions=$known/leaks:print_suppressions=0" });
my $nginx = KiDepot::Nginx->start(app => $app, edit => sub { s/burst=\d+/burst=100000/g });
my @workers = $app->worker_pids;
my $before = state_of_database();

my %found = in_parallel(
    nginx => [sub { ask_nginx($nginx->port, $_[0]) }, map { hostile_http() } 1 .. $requests{nginx}],
    fcgi => [sub { ask_fcgi($app->socket, $_[0]) }, map { [hostile_params(), rand() < 0.1 ? some_bytes(5000) : ''] } 1 .. $requests{fcgi}],
);
%found = (%found, in_parallel(records => [sub { send_records($app->socket, $_[0]) }, map { broken_records() } 1 .. $requests{records}]));
is(join("\n", map { "$_: $found{$_}" } sort keys %found), '', "each of 10,000 hostile requests (seed $seed) is answered as it should");
is(state_of_database(), $before, 'the database is unchanged');
is_deeply([$app->worker_pids], \@workers, 'the workers are those of the start');
my @lines = split /\n/, $app->log;
sub no_line { my ($rule, $pattern) = @_; is((grep { $_ =~ $pattern } @lines)[0], undef, $rule) }
no_line('the log knows of no death and no error', qr/ended by| error /);
no_line('the token is not in the log', qr/\Q$token\E/);
no_line('the log has no control characters', qr/[\x00-\x1f\x7f]/);
no_line('every line of the log is one of ours', qr/\A(?!\S+Z (?:info|warning|error|debug) \S)/);
is(KiDepot::Http::request($nginx->port, 'GET', '/kidepot/v1/', { Authorization => "Token $token" })->{status}, 200, 'and all is well after it');
$nginx->stop;
$app->stop;
done_testing;
