package KiDepot::Sandbox;

# What every test server needs: an unprivileged process, a temporary directory
# which that process may use, and the promise that both are gone at the end.

use v5.28;
use warnings;
use Cwd qw(abs_path);
use File::Basename qw(basename dirname);
use File::Copy ();
use File::Temp ();
use IO::Socket::INET;
use IO::Socket::UNIX;
use POSIX qw(WNOHANG);
use Time::HiRes qw(sleep time);
use Exporter qw(import);

our @EXPORT_OK = qw(
    root build program readable scratch_dir own_to_server read_text write_text
    run start_process end_process process_ended wait_until children_of free_port
    listens_on sanitizer_env sanitizer_reports
);

my $root  = abs_path(dirname(__FILE__) . '/../../..');
my $owner = $$;
my $patience = 60;      # seconds
my %running;            # pid => signal that ends it
my @scratch_dirs;
my @sanitizer_logs;     # path prefixes that nobody has looked at yet
my $programs;           # directory of the copies

# Settings of the caller's own would reach the programs under test, and so would the file
# of a KiDepot that serves from this machine.
delete @ENV{ grep { /^(PG|KIDEPOT_(?!TEST_))/ } keys %ENV };
my %no_settings = (KIDEPOT_CONFIG => '/dev/null');
@ENV{keys %no_settings} = values %no_settings;

sub root { $root }

sub build {
    my $build = $ENV{BUILD} || 'build';
    return $build =~ m{^/} ? $build : "$root/$build";
}

# A path from which the unprivileged user can start one of our programs: it may
# not be allowed to enter the checkout (/root, a closed home directory).
sub program {
    my ($name) = @_;
    my $original = $name =~ m{/} ? abs_path($name) : build() . "/$name";
    die "\"$name\" is not built: no $original\n" unless $original && -x $original;
    return $original if $> != 0;
    $programs //= scratch_dir();
    my $copy = "$programs/" . basename($original);
    File::Copy::copy($original, $copy) or die "cannot copy $original to $copy: $!\n" unless -e $copy;
    chmod 0755, $copy;
    return $copy;
}

# The same of a file or folder that it reads.
sub readable {
    my ($original) = @_;
    return $original if $> != 0;
    my $copy = scratch_dir() . '/' . basename($original);
    system('cp', '-r', $original, $copy) == 0 && system('chown', '-R', 'nobody:nogroup', $copy) == 0
        or die "cannot copy $original to $copy\n";
    return $copy;
}

sub scratch_dir {
    my $dir = File::Temp::tempdir('kidepot-XXXXXX', DIR => -w '/tmp' ? '/tmp' : '/var/tmp');
    push @scratch_dirs, $dir;
    own_to_server($dir);
    return $dir;
}

# Files the test makes belong to the user the servers run as.
sub own_to_server {
    my (@paths) = @_;
    return if $> != 0;
    my ($uid, $gid) = ((getpwnam 'nobody')[2], (getgrnam 'nogroup')[2]);
    chown $uid, $gid, @paths;
}

sub read_text {
    my ($path) = @_;
    open my $file, '<:raw', $path or return '';
    local $/;
    return scalar <$file> // '';
}

sub write_text {
    my ($path, $text) = @_;
    open my $file, '>:raw', $path or die "cannot write $path: $!\n";
    print {$file} $text;
    close $file or die "cannot write $path: $!\n";
    own_to_server($path);
    return $path;
}

sub _unprivileged {
    my (%option) = @_;
    my @as = $> == 0 ? qw(--reuid=nobody --regid=nogroup --clear-groups --inh-caps=-all) : ();
    # A test that is killed outright still takes its servers along.
    push @as, '--pdeathsig', $option{end_with} // 'TERM';
    # Debian's psql and pg_dump are in Perl, and our modules may be closed to that user.
    return ('env', '-u', 'PERL5LIB', 'setpriv', @as, '--');
}

# exec in a child: files for the three standard handles, further environment.
sub _child {
    my (%option) = @_;
    open STDIN,  '<&', $option{stdin}  or POSIX::_exit(126);
    open STDOUT, '>&', $option{stdout} or POSIX::_exit(126);
    open STDERR, '>&', $option{stderr} or POSIX::_exit(126);
    %ENV = %no_settings if $option{clean_env};
    my $env = $option{env} // {};
    defined $env->{$_} ? ($ENV{$_} = $env->{$_}) : delete $ENV{$_} for keys %$env;
    $SIG{$_} = 'DEFAULT' for qw(INT TERM HUP PIPE CHLD);
    chdir($option{dir} // '/') or POSIX::_exit(126);
    alarm $option{timeout} if $option{timeout};
    { no warnings 'exec'; exec { $option{command}[0] } @{ $option{command} }; }
    print STDERR "cannot run $option{command}[0]: $!\n";
    POSIX::_exit(127);
}

# Runs a program to its end: { status, signal, out, err }. With user => 'server'
# it runs as the user the servers run as.
sub run {
    my (%option) = @_;
    my @command = @{ $option{command} };
    unshift @command, _unprivileged() if ($option{user} // '') eq 'server';
    my %file;
    for my $name (qw(stdin stdout stderr)) {
        open $file{$name}, '+>', undef or die "cannot make a temporary file: $!\n";
        binmode $file{$name};
    }
    if (defined $option{input}) {
        $file{stdin}->autoflush(1);
        print { $file{stdin} } $option{input};
        sysseek $file{stdin}, 0, 0;
    }
    my $pid = fork // die "cannot fork: $!\n";
    _child(%option, %file, timeout => $option{timeout} // 300, command => \@command) if $pid == 0;
    { local $?; waitpid $pid, 0; $option{wait} = $?; }
    my %result = (status => $option{wait} >> 8, signal => $option{wait} & 127);
    for (['out', $file{stdout}], ['err', $file{stderr}]) {
        my ($name, $handle) = @$_;
        seek $handle, 0, 0;
        local $/;
        $result{$name} = <$handle> // '';
    }
    return \%result;
}

# Starts a server; its output goes to the file log. Returns the pid.
sub start_process {
    my (%option) = @_;
    write_text($option{log}, '') unless -e $option{log};
    open my $log, '>>', $option{log} or die "cannot write $option{log}: $!\n";
    open my $null, '<', '/dev/null' or die "cannot read /dev/null: $!\n";
    my $pid = fork // die "cannot fork: $!\n";
    if ($pid == 0) {
        my @command = (_unprivileged(end_with => $option{end_with}), @{ $option{command} });
        _child(%option, stdin => $option{stdin} // $null, stdout => $log, stderr => $log,
            command => \@command);
    }
    $running{$pid} = $option{end_with} // 'TERM';
    return $pid;
}

my %ended;              # pid => wait status

sub process_ended {
    my ($pid) = @_;
    return 1 if exists $ended{$pid};
    local $?;
    return 0 unless waitpid($pid, WNOHANG) == $pid;
    delete $running{$pid};
    $ended{$pid} = $?;
    return 1;
}

# Ends a server and returns its wait status, undef when it had to be killed.
sub end_process {
    my ($pid, %option) = @_;
    kill $option{signal} // $running{$pid}, $pid unless process_ended($pid);
    return $ended{$pid} if wait_until(sub { process_ended($pid) });
    kill 'KILL', $pid;
    wait_until(sub { process_ended($pid) });
    return undef;
}

# wait_until(sub { ... }): false when it has not happened in a time that no load of
# the machine explains. Whoever wants to show that something is quick compares it
# with what would otherwise take longer than this.
sub wait_until {
    my $happened = pop;
    my $end = time + $patience;
    until ($happened->()) {
        return 0 if time > $end;
        sleep 0.01;
    }
    return 1;
}

sub children_of {
    my ($parent) = @_;
    my @children;
    for my $stat (glob '/proc/[0-9]*/stat') {
        my ($pid, $state, $ppid) = read_text($stat) =~ /^(\d+) \(.*\) (\S) (\d+)/s or next;
        push @children, $pid if $ppid == $parent && $state ne 'Z';
    }
    return sort { $a <=> $b } @children;
}

# It stays free until the test ends: no outgoing connection is given one of these
# numbers (Linux begins at 32768), and a socket without a file tells other tests.
sub free_port {
    state @taken;
    for my $port (map { 20_000 + int rand 10_000 } 1 .. 1000) {
        my $mark = IO::Socket::UNIX->new(Local => "\0kidepot-test-port-$port", Listen => 1) or next;
        IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => $port, Listen => 1) or next;
        push @taken, $mark;
        return $port;
    }
    die "no free port on 127.0.0.1\n";
}

# Looks without connecting: a connection that says nothing would show up in the
# log of the program under test.
sub listens_on {
    my ($where) = @_;
    if ($where =~ m{^/}) {
        return read_text('/proc/net/unix') =~ /^\S+ \S+ \S+ 00010000 \S+ \S+ +\d+ \Q$where\E$/m;
    }
    my ($port) = $where =~ /(\d+)$/;
    my $hex = sprintf '%04X', $port;
    my $sockets = read_text('/proc/net/tcp') . read_text('/proc/net/tcp6');
    return $sockets =~ /^ *\d+: [0-9A-F]+:$hex \S+ 0A /m;
}

# Sanitizers write their reports to files below dir, whatever the program does
# with its standard error.
sub sanitizer_env {
    my ($dir) = @_;
    push @sanitizer_logs, "$dir/sanitizer";
    return (
        ASAN_OPTIONS  => "log_path=$dir/sanitizer:detect_leaks=1:exitcode=99:allocator_may_return_null=1",
        UBSAN_OPTIONS => "log_path=$dir/sanitizer:print_stacktrace=1",
        LSAN_OPTIONS  => "log_path=$dir/sanitizer",
    );
}

sub sanitizer_reports {
    my ($dir) = @_;
    @sanitizer_logs = grep { $_ ne "$dir/sanitizer" } @sanitizer_logs;
    return join '', map { read_text($_) } glob "$dir/sanitizer.*";
}

sub _clean_up {
    end_process($_) for sort { $b <=> $a } keys %running;
    my $reports = join '', map { read_text($_) } map { glob "$_.*" } @sanitizer_logs;
    system 'rm', '-rf', '--', @scratch_dirs if @scratch_dirs;
    return $reports;
}

$SIG{$_} = sub { exit 1 } for grep { !$SIG{$_} } qw(INT TERM HUP);

END {
    if ($$ == $owner) {
        my $status = $?;
        $SIG{$_} = 'IGNORE' for qw(INT TERM HUP);
        my $reports = _clean_up();
        print STDERR "# sanitizer report of a program the test did not stop:\n$reports" if $reports;
        $? = $status || ($reports ? 1 : 0);
    }
}

1;
