#!/usr/bin/perl
# SIGTERM and SIGHUP, at rest and under load: whoever was let in gets a whole
# answer, and everything is over in time.

use v5.28;
use warnings;
use IO::Socket::UNIX;
use POSIX ();
use Test::More;
use Time::HiRes qw(sleep time);
use KiDepot::App;
use KiDepot::Database;
use KiDepot::Fcgi;
use KiDepot::Sandbox qw(root read_text write_text scratch_dir free_port wait_until);

my $database = KiDepot::Database->new;
$database->psql(read_text(root() . '/tests/cases/catalogue.sql'), 'writer');
my $token = $database->token;

sub params { { PATH_INFO => $_[0], HTTP_AUTHORIZATION => "Token $token" } }
sub get { KiDepot::Fcgi::request($_[0]->socket, params($_[1] // '/v1/')) }
sub start { KiDepot::App->start(database => $database, settings => {@_}) }

# Long enough for a queue to stand before the workers at all times under load.
sub categories_take {
    my ($seconds) = @_;
    $database->psql("create or replace view kicad.category as select '1'::text as id, 'a' || pg_sleep($seconds) as name, null as description, null::text[] as own_category_ids", 'owner');
}

sub stops_in_time {
    my ($app, $what) = @_;
    my $start = time;
    $app->signal('TERM');
    ok(wait_until(sub { !$app->running }), "$what: it ends");
    note(sprintf '%s: in %.2f s', $what, time - $start);
    ok(!-e $app->socket, "$what: the socket is gone") if $app->socket =~ m{^/};
    like($app->log, qr/ info stopped\n\z/, "$what: the log ends with it");
    ok(eval { $app->stop; 1 }, "$what: status 0, no worker left") or diag($@);
}

# Processes that ask as fast as they can, each on a new connection, until nobody
# lets them in or the file that is returned besides is there. Their findings come
# through a pipe: good, refused after being let in, torn.
sub load {
    my ($where, $count) = @_;
    my $enough = scratch_dir() . '/enough';
    my @pipes;
    for (1 .. $count) {
        pipe my $read, my $write or die "cannot make a pipe: $!\n";
        my $pid = fork // die "cannot fork: $!\n";
        if ($pid == 0) {
            my %seen = (good => 0, lost => 0, torn => 0, bad => 0);
            until (-e $enough) {
                my $client = eval { KiDepot::Fcgi->connect($where) } or last;
                my $sent = $client->send_request(params('/v1/categories.json'));
                my $answer = $client->read_response;
                my $how = !$answer->{error} ? ($answer->{status} == 200 && $answer->{body} =~ /\A\[.*\]\z/s ? 'good' : 'bad')
                    : length($answer->{partial} // '') ? 'torn' : 'lost';
                $seen{$how}++;
                last if $how eq 'lost';
            }
            syswrite $write, join ' ', %seen, "\n";
            POSIX::_exit(0);
        }
        push @pipes, [$pid, $read];
    }
    my $found = sub {
        my %all;
        for (@pipes) {
            my ($pid, $read) = @$_;
            sysread $read, my $line, 1000;
            waitpid $pid, 0;
            my %seen = split ' ', $line;
            $all{$_} += $seen{$_} for keys %seen;
        }
        return \%all;
    };
    return ($found, $enough);
}

sub wait_for_requests {
    my ($app, $count) = @_;
    wait_until(sub { $count < (() = $app->log =~ / info request /g) }) or die "there is no load\n";
}

sub idle {
    for my $workers (1, 8) {
        my $app = start(workers => $workers);
        get($app);
        stops_in_time($app, "idle with $workers workers");
    }
    my $app = start(workers => 2);
    kill 'INT', $app->pid;
    ok(wait_until(sub { !$app->running }), 'SIGINT ends it too');
    $app->stop;
}

sub under_load {
    my $app = start(workers => 2, stop_timeout => 60_000);
    my ($found) = load($app->socket, 20);
    wait_for_requests($app, 50);
    stops_in_time($app, 'under load');
    my $seen = $found->();
    cmp_ok($seen->{good}, '>', 20, 'under load: there was load');
    is("$seen->{lost} lost, $seen->{torn} torn, $seen->{bad} bad", '0 lost, 0 torn, 0 bad',
        'under load: who was let in has a whole answer');
    unlike($app->log, qr/ended by/, 'under load: no worker was killed');
}

# A port cannot be taken away before the socket is closed, so a connection may
# stand in the queue that nobody took; none is torn, and it must end at all.
sub under_load_at_a_port {
    my $app = start(workers => 2, listen => '127.0.0.1:' . free_port());
    my ($found) = load($app->socket, 20);
    wait_for_requests($app, 50);
    stops_in_time($app, 'under load at a port');
    my $seen = $found->();
    is("$seen->{torn} torn, $seen->{bad} bad", '0 torn, 0 bad', 'under load at a port: no answer is torn');
    cmp_ok($seen->{lost}, '<=', 20, 'under load at a port: each client loses one connection at most');
}

sub slow_request {
    $database->hold_categories;
    my $app = start(workers => 1, stop_timeout => 60_000);
    my $client = KiDepot::Fcgi->connect($app->socket)->send_request(params('/v1/categories.json'));
    my $waiting = KiDepot::Fcgi->connect($app->socket)->send_request(params('/v1/'));
    ok($database->wait_for_held(1), 'a request is under way');
    $app->signal('TERM');
    ok(wait_until(sub { !-e $app->socket }), 'a request under way: nobody else is let in');
    ok($app->running, 'a request under way is waited for');
    $database->let_go;
    is($client->read_response->{status}, 200, 'a request under way is answered');
    is($waiting->read_response->{status}, 200, 'a request that waits is answered');
    stops_in_time($app, 'a request under way');
    categories_take(0.01);
}

# One that takes longer than anybody waits.
sub endless_request {
    $database->hold_categories;
    my $app = start(workers => 1);
    my $client = KiDepot::Fcgi->connect($app->socket)->send_request(params('/v1/categories.json'));
    ok($database->wait_for_held(1), 'an endless request is under way');
    stops_in_time($app, 'an endless request');
    ok($client->read_response->{error}, 'an endless request is cut off after stop_timeout');
    $database->let_go;
    categories_take(0.01);
}

sub silent_connection {
    my $app = start(workers => 1, io_timeout => 600_000);
    my @silent = map { KiDepot::Fcgi->connect($app->socket) } 1 .. 2;
    stops_in_time($app, 'silent connections');
}

sub master_killed {
    my $app = start(workers => 3);
    my @workers = $app->worker_pids;
    kill 'KILL', $app->pid;
    ok(wait_until(sub { !grep { kill 0, $_ } @workers }), 'workers do not outlive a master that is killed');
    $app->{stopped} = 1;
}

sub reads_settings_anew {
    my $app = start(workers => 2, contact => 'Ada');
    my @old = $app->worker_pids;
    my ($found, $enough) = load($app->socket, 3);
    $app->configure(workers => 4, contact => 'Grace');
    $app->signal('HUP');
    $app->wait_for_log(qr/ info settings read anew, 4 workers\n/);
    ok(wait_until(sub { my %now = map { $_ => 1 } $app->worker_pids; keys %now == 4 && !grep { $now{$_} } @old }),
        'SIGHUP: new workers, as many as the file says now, in place of the old');
    like(KiDepot::Fcgi::request($app->socket, { PATH_INFO => '/v1/' })->{body}, qr/ask Grace for one/, 'SIGHUP: they have the new settings');
    $app->configure(workers => 'many');
    my @workers = $app->worker_pids;
    $app->signal('HUP');
    $app->wait_for_log(qr/ error settings unchanged: line \d+ of "[^"]+": workers is "many", not a whole number from 1 to 256\n/);
    is_deeply([$app->worker_pids], \@workers, 'SIGHUP with a broken file: the workers stay');
    like(KiDepot::Fcgi::request($app->socket, { PATH_INFO => '/v1/' })->{body}, qr/ask Grace for one/, 'SIGHUP with a broken file: the settings stay');
    unlink $app->{config};
    $app->signal('HUP');
    $app->wait_for_log(qr/settings unchanged: cannot open "[^"]+": No such file or directory\n/);
    $app->configure(workers => 1);
    for (1 .. 20) { $app->signal('HUP'); sleep 0.01 }
    ok(wait_until(sub { 1 == (() = $app->worker_pids) }), 'many SIGHUPs: in the end as many workers as the file says');
    $app->configure(listen => $app->socket . '2');
    $app->signal('HUP');
    $app->wait_for_log(qr/ warning listen changes only at a restart\n/);
    wait_for_requests($app, 50);
    write_text($enough, '');
    my $seen = $found->();
    cmp_ok($seen->{good}, '>', 20, 'SIGHUP: there was load');
    is("$seen->{lost} lost, $seen->{torn} torn, $seen->{bad} bad", '0 lost, 0 torn, 0 bad', 'SIGHUP: nobody notices');
    stops_in_time($app, 'after SIGHUPs');
}

sub old_workers_leave_a_busy_port {
    my $app = start(workers => 2, listen => '127.0.0.1:' . free_port());
    my @old = $app->worker_pids;
    my ($found) = load($app->socket, 20);
    wait_for_requests($app, 50);
    $app->signal('HUP');
    ok(wait_until(sub { my %now = map { $_ => 1 } $app->worker_pids; !grep { $now{$_} } @old }),
        'SIGHUP under load: the old workers leave although requests never cease');
    $app->stop;
    $found->();
}

sub log_file_reopened {
    my $dir = scratch_dir();
    my $app = start(workers => 1, log_file => "$dir/kidepot.log");
    get($app);
    ok(wait_until(sub { read_text("$dir/kidepot.log") =~ / info request / }), 'lines go to log_file');
    is((stat "$dir/kidepot.log")[2] & 0777, 0640, 'log_file is not for everybody');
    rename "$dir/kidepot.log", "$dir/kidepot.log.1";
    my ($old) = $app->worker_pids;
    $app->signal('HUP');
    ok(wait_until(sub { read_text("$dir/kidepot.log") =~ / settings read anew/ }), 'SIGHUP opens log_file anew');
    wait_until(sub { !kill 0, $old });
    my $size = -s "$dir/kidepot.log.1";
    get($app) for 1 .. 3;
    ok(wait_until(sub { read_text("$dir/kidepot.log") =~ / info request / }), 'new lines go to the new file');
    is(-s "$dir/kidepot.log.1", $size, 'the old file is left alone');
    $app->configure(log_file => '/nonexistent/log');
    $app->signal('HUP');
    ok(wait_until(sub { read_text("$dir/kidepot.log") =~ m{ error settings unchanged: cannot open log_file "/nonexistent/log": No such file} }),
        'a log_file that cannot be opened: the log stays where it was, and says so');
    $app->stop;
}

categories_take(0.01);
idle();
under_load();
under_load_at_a_port();
slow_request();
endless_request();
silent_connection();
master_killed();
reads_settings_anew();
old_workers_leave_a_busy_port();
log_file_reopened();
done_testing;
