#!/usr/bin/perl
# The socket: made, found stale, in use, no socket, handed over by systemd, by
# spawn-fcgi's way, or not there at all.

use v5.28;
use warnings;
use Fcntl qw(F_SETFD);
use IO::Socket::INET;
use IO::Socket::UNIX;
use Test::More;
use KiDepot::App;
use KiDepot::Database;
use KiDepot::Fcgi;
use KiDepot::Sandbox qw(program run start_process end_process process_ended scratch_dir write_text own_to_server
    wait_until free_port read_text sanitizer_env children_of);

my $database = KiDepot::Database->new;
my $token = $database->token;

sub get { KiDepot::Fcgi::request($_[0], { PATH_INFO => '/v1/', HTTP_AUTHORIZATION => "Token $token" }) }
sub start { KiDepot::App->start(database => $database, settings => {@_}) }

# One that is to end by itself.
sub refused {
    my ($what, $status, $words, @arguments) = @_;
    my $result = run(command => [program('kidepot.fcgi'), @arguments], user => 'server');
    is($result->{status}, $status, "$what: exit status $status");
    like($result->{err}, $words, "$what: it says why");
    is($result->{out}, '', "$what: nothing on standard output");
}

sub socket_files {
    my $dir = scratch_dir();
    my $app = start(listen => "$dir/s");
    is(get("$dir/s")->{status}, 200, 'a socket is made');
    is((stat "$dir/s")[2] & 07777, 0660, 'its mode is 0660');
    refused('a socket in use', 2, qr{ error listen "$dir/s" is in use by another process\n}, '--listen', "$dir/s");
    chmod 0, "$dir/s";
    refused('a socket in use that one may not connect to', 2, qr{ error listen "$dir/s" is in use by another process\n}, '--listen', "$dir/s");
    chmod 0660, "$dir/s";
    is(get("$dir/s")->{status}, 200, 'a socket in use goes on being served');
    kill 'KILL', $app->pid;
    wait_until(sub { !$app->running });
    $app->{stopped} = 1;
    ok(-S "$dir/s", 'one that was killed leaves its socket');
    wait_until(sub { !eval { KiDepot::Fcgi->connect("$dir/s") } });
    $app = start(listen => "$dir/s", socket_mode => '0600');
    is(get("$dir/s")->{status}, 200, 'a stale socket is replaced');
    is((stat "$dir/s")[2] & 07777, 0600, 'socket_mode is its mode');
    $app->stop;
    ok(!-e "$dir/s", 'the socket is gone in the end');
}

sub wrong_paths {
    my $dir = scratch_dir();
    write_text("$dir/file", 'precious');
    refused('a file', 2, qr{ error listen "$dir/file" is there and is no socket\n}, '--listen', "$dir/file");
    is(read_text("$dir/file"), 'precious', 'a file is left as it is');
    mkdir "$dir/directory";
    refused('a directory', 2, qr{ error listen "$dir/directory" is there and is no socket\n}, '--listen', "$dir/directory");
    symlink "$dir/file", "$dir/link";
    refused('a link', 2, qr{is there and is no socket}, '--listen', "$dir/link");
    my $long = "$dir/" . 'x' x 108;
    refused('a path that is too long', 2, qr{ error listen "\Q$long\E" is longer than 107 bytes\n}, '--listen', $long);
    refused('a directory that is not there', 1, qr{ error cannot listen at "$dir/no/s": No such file or directory\n}, '--listen', "$dir/no/s");
    refused('a group that is none', 2, qr{ error socket_group "no such group" is no group of this system\n},
        '--listen', "$dir/g", '--socket-group', 'no such group');
    ok(!-e "$dir/g", 'a group that is none: no socket is left');
}

sub group {
    my ($name) = getgrgid($> == 0 ? (getgrnam 'nogroup')[2] : (split ' ', $))[0]);
    my $app = start(socket_group => $name);
    is(getgrgid((stat $app->socket)[5]), $name, 'socket_group is its group');
    $app->stop;
}

sub ports {
    my $port = free_port();
    my $app = start(listen => "127.0.0.1:$port");
    is(get("127.0.0.1:$port")->{status}, 200, 'host:port');
    refused('a port in use', 1, qr{ error cannot listen at "127\.0\.0\.1:$port": Address already in use\n}, '--listen', "127.0.0.1:$port");
    $app->stop;
    $app = start(listen => "localhost:$port");
    is(get("localhost:$port")->{status}, 200, 'name:port, at once after another used it');
    $app->stop;
    refused('no port', 2, qr{ error listen "localhost" is no path and not host:port\n}, '--listen', 'localhost');
    refused('an empty port', 2, qr{ error listen "localhost:" is no path and not host:port\n}, '--listen', 'localhost:');
    refused('an empty host', 2, qr{ error listen ":80" is no path and not host:port\n}, '--listen', ':80');
    refused('a host of many letters', 2, qr{ is no path and not host:port\n}, '--listen', 'h' x 300 . ':80');
    refused('a service that is none', 2, qr{ error cannot listen at "localhost:nonsense": }, '--listen', 'localhost:nonsense');
    refused('an address of another machine', 1, qr{ error cannot listen at "192\.0\.2\.1:$port": Cannot assign requested address\n}, '--listen', "192.0.2.1:$port");
}

sub ipv6 {
    my $port = free_port();
    my $app = eval { start(listen => "[::1]:$port") };
    return pass('there is no IPv6 here') unless $app;
    like($app->log, qr/started/, '[::1]:port');
    $app->stop;
}

sub nothing_to_listen_at {
    refused('nothing to listen at', 4, qr{\Akidepot\.fcgi: nothing to listen at; give --listen PATH or --listen HOST:PORT, or let a web server start it\n\z});
}

# As the process manager does: the socket is open already, then exec.
sub handed_over {
    my ($what, $script, %option) = @_;
    my $dir = scratch_dir();
    my $path = "$dir/handed";
    my $listening = IO::Socket::UNIX->new(Local => $path, Listen => 100) or die "cannot listen at $path: $!\n";
    chmod 0777, $path;
    fcntl $listening, F_SETFD, 0;
    # Its user may not enter the checkout, where the tests' own library is.
    local $ENV{PERL5LIB} = '';
    my $pid = start_process(
        command => [$^X, '-e', $script, fileno $listening, program('kidepot.fcgi'), '--conninfo', $database->conninfo('web'),
            '--workers', 2, @{ $option{arguments} // [] }],
        stdin => $option{stdin} ? $listening : undef, log => "$dir/log", dir => $dir, env => { sanitizer_env($dir) });
    my $answer = get($path);
    is($answer->{status}, 200, "$what: requests are answered") or diag(read_text("$dir/log"));
    ok(wait_until(sub { 2 == (() = children_of($pid)) }), "$what: by workers");
    is(end_process($pid), 0, "$what: it ends well");
    ok(-S $path, "$what: the socket stays, it is another's");
    is(scalar(() = read_text("$dir/log") =~ / error /g), 0, "$what: no error in the log") or diag(read_text("$dir/log"));
    return read_text("$dir/log");
}

my $systemd = 'use POSIX; my $fd = shift; POSIX::dup2($fd, 3); $ENV{LISTEN_PID} = $$; $ENV{LISTEN_FDS} = 1; $^F = 10; exec @ARGV';

sub hand_overs {
    handed_over('a socket from systemd', $systemd);
    my $dir = scratch_dir();
    handed_over('a socket from systemd and a listen', $systemd, arguments => ['--listen', "$dir/s"]);
    ok(!-e "$dir/s", 'a socket from systemd goes before listen');
    handed_over('a socket as standard input', 'shift; exec @ARGV', stdin => 1);
}

sub not_handed_over {
    for my $env ({ LISTEN_PID => 1, LISTEN_FDS => 1 }, { LISTEN_PID => 'x', LISTEN_FDS => 1 }, { LISTEN_FDS => 1 },
        { LISTEN_PID => 1 }, { LISTEN_PID => '', LISTEN_FDS => '' }) {
        my $app = KiDepot::App->start(database => $database, env => $env);
        is(get($app->socket)->{status}, 200, 'a LISTEN_PID of another process is not for this one: ' . join ' ', %$env);
        $app->stop;
    }
}

# The queue a manager holds survives a restart.
sub restart_without_loss {
    my $dir = scratch_dir();
    my $listening = IO::Socket::UNIX->new(Local => "$dir/s", Listen => 100);
    chmod 0777, "$dir/s";
    my $run = sub { start_process(command => [program('kidepot.fcgi'), '--conninfo', $database->conninfo('web')],
        stdin => $listening, log => "$dir/log", dir => $dir, env => { sanitizer_env($dir) }) };
    my $waiting = KiDepot::Fcgi->connect("$dir/s")->send_request({ PATH_INFO => '/v1/', HTTP_AUTHORIZATION => "Token $token" });
    my $pid = $run->();
    is($waiting->read_response->{status}, 200, 'who connected before the start is served');
    end_process($pid);
    $waiting = KiDepot::Fcgi->connect("$dir/s")->send_request({ PATH_INFO => '/v1/', HTTP_AUTHORIZATION => "Token $token" });
    $pid = $run->();
    is($waiting->read_response->{status}, 200, 'who connected between stop and start is served');
    end_process($pid);
}

socket_files();
wrong_paths();
group();
ports();
ipv6();
nothing_to_listen_at();
hand_overs();
not_handed_over();
restart_without_loss();
done_testing;
