#!/usr/bin/perl
# What happens behind nginx and to it, under load, as designers see it: every answer
# is right, or says that it is none.

use v5.28;
use warnings;
use Digest::MD5 qw(md5_hex);
use IO::Socket::UNIX;
use POSIX ();
use Test::More;
use KiDepot::Apache;
use KiDepot::App;
use KiDepot::Database;
use KiDepot::Fcgi;
use KiDepot::Http;
use KiDepot::Load;
use KiDepot::Nginx;
use KiDepot::Sandbox qw(root read_text scratch_dir wait_until children_of);
use KiDepot::Stream;

my $database = KiDepot::Database->new;
$database->psql(read_text(root() . '/tests/cases/catalogue.sql'), 'writer');
# 13 MB in one listing.
$database->psql(q{insert into kidepot.part (id, category_id, name, description, symbol)
    select 1000 + n, 3, 'bulk ' || n, repeat('d', 5900), 'Device:R' from generate_series(1, 2000) n}, 'writer');
my $token = $database->token;
my %head = (Authorization => "Token $token");
my $small = '/v1/parts/category/2.json';
my $large = '/v1/parts/category/3.json';
my $app = start(workers => 4);
my $web = KiDepot::Nginx->start(app => $app);

sub start { KiDepot::App->start(database => $database, settings => { workers => 2, io_timeout => 600_000, stop_timeout => 60_000, @_ }) }
sub params { { PATH_INFO => $_[0], HTTP_AUTHORIZATION => "Token $token" } }
sub get { my ($path, %more) = @_; KiDepot::Http::request($web->port, 'GET', "/kidepot$path", { %head, %more }) }

sub ask {
    my ($web, $path) = @_;
    my $client = KiDepot::Http->connect($web->port);
    $client->send_raw("GET /kidepot$path HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Token $token\r\n\r\n");
    return $client;
}

sub load {
    my (%option) = @_;
    return KiDepot::Load->start(port => $web->port, headers => \%head, clients => 4,
        pause => 0.002, want => { map { ("/kidepot$_" => get($_)->{body}) } '/v1/', '/v1/categories.json', $small, '/v1/parts/10.json' }, %option);
}

sub is_untroubled {
    my ($seen, $what) = @_;
    is(KiDepot::Load::trouble($seen), '', $what);
}

sub nginx_reloaded {
    my $load = load();
    $load->wait_for(50);
    for (1 .. 5) {
        my %old = map { $_ => 1 } children_of($web->pid);
        kill 'HUP', $web->pid;
        ok(wait_until(sub { my @now = children_of($web->pid); @now == keys %old && !grep { $old{$_} } @now }), 'nginx is reloaded');
        $load->wait_for(20);
    }
    is_untroubled($load->stop, 'nginx reloaded: nobody notices');
}

# nginx asks another worker.
sub workers_killed {
    my $load = load(headers => { %head, 'Accept-Encoding' => 'gzip,deflate' });
    for (1 .. 8) {
        $load->wait_for(20);
        wait_until(sub { 4 == (() = $app->worker_pids) });
        my @workers = $app->worker_pids;
        kill 'KILL', $workers[rand @workers];
    }
    $load->wait_for(50);
    is_untroubled($load->stop, 'workers killed: nobody notices');
}

# Half of a large answer is sent and waits to be taken.
sub worker_killed_in_mid_answer {
    my $app = start(workers => 1);
    my $whole = KiDepot::Fcgi::request($app->socket, params($large));
    my $client = KiDepot::Fcgi->connect($app->socket)->send_request(params($large));
    $client->read_record;
    kill 'KILL', $app->worker_pids;
    my $answer = $client->read_response;
    like($answer->{error}, qr/before the end of the answer/, 'a worker killed in mid-answer: the web server is told that this is not all');
    my $next = KiDepot::Fcgi::request($app->socket, params($large));
    ok($next->{body} eq $whole->{body}, 'a worker killed in mid-answer: the next is right');
    $app->stop;
}

# Sends the first half of what the program answers, and goes.
sub answers_by_halves {
    my ($where, $bytes) = @_;
    my $listener = IO::Socket::UNIX->new(Local => $where, Listen => 10) // die "cannot listen at $where: $!\n";
    chmod 0777, $where;
    my $pid = fork // die "cannot fork: $!\n";
    return $pid if $pid != 0;
    while (my $client = $listener->accept) {
        sysread $client, my $request, 65536;
        KiDepot::Stream->new($client)->send(substr $bytes, 0, length($bytes) / 2);
    }
    POSIX::_exit(0);
}

# The same as web servers pass it on.
sub cut_in_the_middle {
    my $client = KiDepot::Fcgi->connect($app->socket)->send_request(params($large));
    my $socket = scratch_dir() . '/s';
    my $pid = answers_by_halves($socket, $client->{stream}->take_all);
    my %webs = (nginx => KiDepot::Nginx->start(socket => $socket),
        Apache => KiDepot::Apache->start(way => 'proxy-fcgi', socket => $socket));
    for my $name (sort keys %webs) {
        for my $packed (undef, 'gzip,deflate') {
            my $answer = KiDepot::Http::request($webs{$name}->port, 'GET', "/kidepot$large", { %head, 'Accept-Encoding' => $packed });
            my $what = "$name, an answer is cut in the middle" . ($packed ? ', packed' : '');
            is($answer->{status}, 200, "$what: it had begun well");
            like($answer->{error}, qr/in the middle of the body/, "$what: the client knows that it is not whole")
        }
        $webs{$name}->stop;
    }
    kill 'KILL', $pid;
    waitpid $pid, 0;
}

# nginx takes the answers from the only worker, and they take them from nginx.
sub slow_readers {
    my $app = start(workers => 1);
    my $web = KiDepot::Nginx->start(app => $app);
    my $whole = md5_hex(get($large)->{body});
    my @slow = map { ask($web, $large) } 1 .. 4;
    my $taken = sub { scalar(() = $app->log =~ / info request .* path=$large status=200 /g) };
    ok(wait_until(sub { $taken->() == @slow }), 'slow readers: the worker is done with them');
    my $load = load(port => $web->port, clients => 2);
    my @got = map { '' } @slow;
    for my $round (1 .. 20) {
        $got[$_] .= $slow[$_]{stream}->take(65536) for 0 .. $#slow;
        $load->wait_for(5);
    }
    is_untroubled($load->stop, 'slow readers: nobody else notices');
    $got[$_] .= $slow[$_]{stream}->take_all for 0 .. $#slow;
    is(scalar(grep { md5_hex(s/.*?\r\n\r\n//sr) eq $whole } @got), @slow, 'slow readers: each has all of 13 MB in the end');
    $web->stop;
    $app->stop;
}

sub socket_removed {
    my $load = load();
    $load->wait_for(50);
    unlink $app->socket;
    $load->wait_for(50);
    my $answer = get($small);
    is($answer->{status}, 502, 'the socket is removed: 502');
    is($answer->{headers}{'retry-after'}, 5, 'the socket is removed: it says when to try again');
    my $old = $app;
    $app = start(listen => $old->socket);
    ok(wait_until(sub { get($small)->{status} == 200 }), 'another is started at its place: it answers');
    is(join(' ', sort keys %{ $load->seen }), '200 502', 'the socket was removed: right, or 502');
    $old->stop;
    $load->wait_for(50);
    is_untroubled($load->stop, 'the first is stopped: nobody notices');
}

nginx_reloaded();
workers_killed();
worker_killed_in_mid_answer();
cut_in_the_middle();
slow_readers();
socket_removed();
$web->stop;
$app->stop;
done_testing;
