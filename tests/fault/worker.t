#!/usr/bin/perl
# Workers that die, connections that are kept, silent or gone: nobody else notices.

use v5.28;
use warnings;
use Fcntl qw(O_RDONLY O_NONBLOCK);
use POSIX ();
use Test::More;
use Time::HiRes qw(sleep time);
use KiDepot::App;
use KiDepot::Database;
use KiDepot::Fcgi;
use KiDepot::Sandbox qw(root read_text scratch_dir wait_until);

my $database = KiDepot::Database->new;
$database->psql(read_text(root() . '/tests/cases/catalogue.sql'), 'writer');
my $token = $database->token;

sub params { { PATH_INFO => $_[0], HTTP_AUTHORIZATION => "Token $token" } }
sub ask { my ($app, $path, %option) = @_; KiDepot::Fcgi->connect($app->socket)->send_request(params($path), undef, %option) }
sub get { my ($app, $path) = @_; ask($app, $path // '/v1/')->read_response }
sub start { KiDepot::App->start(database => $database, settings => {@_}) }

# Under a short io_timeout: on a busy machine this test may itself be too slow for
# it, and asks again.
sub is_served {
    my ($app, $what) = @_;
    ok(wait_until(sub { (get($app)->{status} // 0) == 200 }), $what);
}

sub workers_are {
    my ($app, $count) = @_;
    return wait_until(sub { $count == (() = $app->worker_pids) });
}

sub worker_killed {
    my $app = start(workers => 3);
    my ($victim, @others) = $app->worker_pids;
    kill 'KILL', $victim;
    my $bad = grep { (get($app)->{status} // 0) != 200 } 1 .. 50;
    is($bad, 0, 'a worker killed: requests are answered all the while');
    $app->wait_for_log(qr/ error worker $victim ended by signal 9; another starts in \d+ ms\n/);
    ok(workers_are($app, 3), 'a worker killed: another takes its place');
    my %now = map { $_ => 1 } $app->worker_pids;
    ok(!grep({ !$now{$_} } @others), 'a worker killed: the others stay');
    $app->stop;
}

sub worker_killed_in_mid_request {
    my $app = start(workers => 1);
    $database->hold_categories;
    my $client = ask($app, '/v1/categories.json');
    my $waiting = ask($app, '/v1/');
    ok($database->wait_for_held(1), 'a request is under way');
    kill 'KILL', $app->worker_pids;
    my $answer = $client->read_response;
    ok($answer->{error} && ($answer->{partial} // '') eq '', 'a worker killed in mid-request: nothing was sent by halves');
    is($waiting->read_response->{status}, 200, 'a worker killed in mid-request: who waits is served by the next');
    $database->let_go;
    $app->stop;
}

sub pauses { return $_[0]->log =~ / ended by signal 9; another starts in (\d+) ms\n/g }

# Kills the worker when there is one; returns the pause that follows.
sub kill_worker {
    my ($app) = @_;
    my $deaths = () = pauses($app);
    workers_are($app, 1) or die "no worker starts\n";
    kill 'KILL', $app->worker_pids;
    wait_until(sub { $deaths < (() = pauses($app)) }) or die "the log knows of no death\n";
    return (pauses($app))[-1];
}

# On a busy machine a worker may live for long before it is killed here, and the
# pauses begin anew.
sub dies_at_once {
    my $app = start(workers => 1);
    my $doubled = ' 100 200 400 800 1600';
    for (1 .. 60) {
        kill_worker($app);
        last if join(' ', '', pauses($app)) =~ /$doubled\b/;
    }
    like(join(' ', '', pauses($app)), qr/$doubled\b/, 'a worker that dies at once: the pause doubles');
    is(get($app)->{status}, 200, 'a worker that dies at once: a request waits for the next');
    sleep 1.1;
    is(kill_worker($app), 0, 'after a longer life there is no pause');
    $app->signal('TERM');
    ok(wait_until(sub { !$app->running }), 'it ends all the same');
    $app->stop;
}

# Once in several is enough: the test itself may be kept waiting for longer than
# the pause.
sub stops_during_a_pause {
    my $ended_in_it = 0;
    for (1 .. 10) {
        my $app = start(workers => 1);
        my ($start, $pause);
        for (1 .. 30) {
            workers_are($app, 1);
            $start = time;
            $pause = kill_worker($app);
            last if $pause >= 800;
        }
        $app->stop;
        $ended_in_it = 1000 * (time - $start) < $pause and last;
    }
    ok($ended_in_it, 'SIGTERM while no worker lives ends it at once');
}

# libfcgi aborts over lengths no memory can hold. Only the web server can send
# such; it costs the worker, and nothing else.
sub lengths_of_gigabytes {
    my $app = start(workers => 2);
    my $client = KiDepot::Fcgi->connect($app->socket);
    $client->send_raw(KiDepot::Fcgi::begin_record(1) . KiDepot::Fcgi::record('params', 1, pack 'NN', 0xffff_ffff, 0xffff_ffff));
    ok($client->closed, 'a length of gigabytes: the connection ends');
    is(get($app)->{status}, 200, 'a length of gigabytes: others are served') for 1 .. 3;
    ok(workers_are($app, 2), 'a length of gigabytes: all workers are there again');
    $app->stop;
}

sub kept_connections {
    my $app = start(workers => 2, io_timeout => 600_000);
    my @kept;
    for (1 .. 10) {
        my $client = ask($app, '/v1/', keep_conn => 1);
        is($client->read_response->{status}, 200, "kept connection $_ is served");
        push @kept, $client;
    }
    is(scalar(grep { $_->closed } @kept), 10, 'a connection the web server wants to keep is closed');
    is(get($app)->{status}, 200, 'more kept connections than workers are no matter');
    $app->stop;
}

sub silent_connections {
    my $app = start(workers => 2, io_timeout => 200);
    my @silent = map { KiDepot::Fcgi->connect($app->socket) } 1 .. 6;
    my $half = KiDepot::Fcgi->connect($app->socket);
    $half->send_raw(KiDepot::Fcgi::begin_record(1) . substr KiDepot::Fcgi::stream('params', 1, KiDepot::Fcgi::pairs(params('/v1/'))), 0, 30);
    is_served($app, 'more silent connections than workers: others are served');
    is(scalar(grep { $_->closed } @silent, $half), 7, 'silent connections are closed');
    $app->stop;
}

# A client that never reads a large answer.
sub slow_reader {
    my $app = start(workers => 1, io_timeout => 300);
    $database->psql(q{insert into kidepot.part (id, category_id, name, description, symbol)
        select 1000 + n, 3, 'bulk ' || n, repeat('d', 2000), 'Device:R' from generate_series(1, 2000) n}, 'writer');
    my $client = ask($app, '/v1/parts/category/3.json');
    is_served($app, 'a client that does not read: others are served');
    $app->wait_for_log(qr/ info request, but the web server was gone method=GET path=\S+ status=200 /);
    pass('a client that does not read: the log says so');
    $client = ask($app, '/v1/parts/category/3.json');
    $client->read_record;
    $client->close;
    is_served($app, 'a client that vanishes in the middle of its answer: others are served');
    unlike($app->log, qr/ended by/, 'a client that vanishes: the worker lives');
    ask($app, '/v1/parts/category/3.json')->close for 1 .. 20;
    is_served($app, 'clients that vanish at once: others are served');
    $app->stop;
}

# A body nobody wants must not take the answer along.
sub unwanted_body {
    my $app = start(workers => 1);
    for my $size (0, 1, 65535, 1_000_000, 3_000_000) {
        my $answer = KiDepot::Fcgi::request($app->socket, { %{ params('/v1/') }, REQUEST_METHOD => 'POST' }, 'b' x $size);
        is($answer->{status}, 405, "a body of $size bytes: the answer arrives");
        $answer = KiDepot::Fcgi::request($app->socket, params('/v1/'), 'b' x $size);
        is($answer->{status}, 200, "a GET with a body of $size bytes: the answer arrives");
    }
    $app->stop;
}

# As when the program that takes the log down has ended.
sub log_away {
    my $log = scratch_dir() . '/log';
    POSIX::mkfifo($log, 0666) or die "cannot make $log: $!\n";
    chmod 0666, $log;
    sysopen my $reader, $log, O_RDONLY | O_NONBLOCK or die "cannot open $log: $!\n";
    my $app = start(workers => 1, log_file => $log);
    close $reader;
    is(get($app)->{status}, 200, 'nobody reads the log: requests are answered');
    kill 'KILL', $app->worker_pids;
    is(get($app)->{status}, 200, 'nobody reads the log: a worker that dies is replaced all the same');
    ok($app->running, 'nobody reads the log: the master lives');
    $app->stop;
}

worker_killed();
worker_killed_in_mid_request();
dies_at_once();
stops_during_a_pause();
lengths_of_gigabytes();
kept_connections();
silent_connections();
slow_reader();
unwanted_body();
log_away();
done_testing;
