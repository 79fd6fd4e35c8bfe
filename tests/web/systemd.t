# The shipped units, and the socket handed over as systemd does it.
use v5.28;
use warnings;
use IO::Socket::UNIX;
use KiDepot::Database;
use KiDepot::Fcgi;
use KiDepot::Http;
use KiDepot::Nginx;
use KiDepot::Sandbox qw(build children_of end_process listens_on process_ended program read_text root run
    sanitizer_env sanitizer_reports scratch_dir start_process wait_until write_text);
use Test::More;

my $dir = scratch_dir();
my $service = read_text(root() . '/nginx/kidepot.service');
my $socket_unit = read_text(root() . '/nginx/kidepot.socket');
my ($command) = $service =~ /^ExecStart=(.*)/m;
my ($path) = $socket_unit =~ /^ListenStream=(.*)/m;

subtest 'units' => sub {
    plan skip_all => 'systemd-analyze is not installed' unless -x '/usr/bin/systemd-analyze';
    my $program = program('kidepot.fcgi');
    write_text("$dir/kidepot.service", $service =~ s{^ExecStart=\S+}{ExecStart=$program}mr);
    write_text("$dir/kidepot.socket", $socket_unit);
    my $verified = run(command => ['systemd-analyze', 'verify', '--man=no', "$dir/kidepot.service", "$dir/kidepot.socket"]);
    is($verified->{err} . $verified->{out}, '', 'systemd understands every line');
    is($verified->{status}, 0, 'and the units are good');
    my $security = run(command => ['systemd-analyze', 'security', '--offline=yes', '--threshold=15', "$dir/kidepot.service"]);
    is($security->{status}, 0, 'exposure at most 1.5') or diag $security->{out}, $security->{err};
};

subtest 'they fit the rest' => sub {
    like(read_text(root() . '/nginx/kidepot-http.conf'), qr/server unix:\Q$path\E /, 'nginx asks where systemd listens');
    like(read_text(root() . "/nginx/$_.conf"), qr/"(?:proxy:)?unix:\Q$path\E\|/, "and so does Apache: $_")
        for 'apache-proxy-fcgi', 'apache-pcm-proxy-fcgi';
    is($command, '/usr/local/sbin/kidepot.fcgi --config /etc/kidepot/kidepot.conf', 'the command');
    is(run(command => [program('kidepot.fcgi'), '--sample'])->{out}, read_text(root() . '/nginx/kidepot.fcgi.conf'),
        'the sample configuration is what the program prints');
    my $check = run(command => [program('kidepot.fcgi'), '--config', root() . '/nginx/kidepot.fcgi.conf', '--check']);
    is($check->{status}, 0, 'and the program reads it') or diag $check->{err};
};

SKIP: {
    skip 'systemd-socket-activate is not installed', 1 unless -x '/usr/bin/systemd-socket-activate';
    my $database = KiDepot::Database->new;
    my %good = (Authorization => 'Token ' . $database->token);
    my $socket = "$dir/kidepot.sock";
    my @arguments = split ' ', $command =~ s/^\S+ //r =~ s{/etc/kidepot}{$dir}r;
    # "listen" stands for a site that switched from its own socket to systemd's.
    write_text("$dir/kidepot.conf", 'conninfo = ' . $database->conninfo('web') . "\nworkers = 3\nlisten = $dir/own.sock\n");
    my $start = sub {
        my %environment = sanitizer_env($dir);
        my $pid = start_process(
            command => ['systemd-socket-activate', '-l', $socket, (map { ('-E', "$_=$environment{$_}") } sort keys %environment),
                program('kidepot.fcgi'), @arguments],
            log => "$dir/log",
        );
        wait_until(sub { listens_on($socket) }) or die "nothing listens:\n" . read_text("$dir/log");
        return $pid;
    };

    subtest 'a socket from systemd' => sub {
        my $pid = $start->();
        my $web = KiDepot::Nginx->start(socket => $socket);
        unlike(read_text("$dir/log"), qr/started/, 'nothing runs before the first request');
        my $answer = KiDepot::Http::request($web->port, 'GET', '/kidepot/v1/', \%good);
        is($answer->{status}, 200, 'the first request starts it and is answered');
        ok(wait_until(sub { 3 == (my @workers = children_of($pid)) }), 'as many workers as the settings say');
        ok(!-e "$dir/own.sock", 'it makes no socket of its own');

        write_text("$dir/kidepot.conf", read_text("$dir/kidepot.conf") =~ s/workers = 3/workers = 2/r);
        kill 'HUP', $pid;
        ok(wait_until(sub { 2 == (my @workers = children_of($pid)) }), 'ExecReload: SIGHUP reads the settings anew');

        is(end_process($pid, signal => 'TERM'), 0, 'SIGTERM ends it with 0');
        ok(-S $socket, 'it leaves systemd\'s socket file alone');
        is(sanitizer_reports($dir), '', 'no word from a sanitizer');
        $web->stop;
    };
    unlink $socket;

    subtest 'settings that are wrong' => sub {
        write_text("$dir/kidepot.conf", "workers = many\n");
        my $pid = $start->();
        my $client = IO::Socket::UNIX->new(Peer => $socket) // die "cannot connect to $socket: $!\n";
        my $status = wait_until(sub { process_ended($pid) }) ? end_process($pid) : -1;
        is($status >> 8, 2, 'end it with the status that is not tried again');
        like($service, qr/^RestartPreventExitStatus=.*\b2\b/m, 'as the unit says');
        like(read_text("$dir/log"), qr/workers/, 'and the journal tells what is wrong');
    };
}

done_testing;
