package Server;

# The parts server KiCad is pointed at, and what it was asked.
#
# By default the project's own: "make start PORT=n RUN=dir" before, "make stop RUN=dir" after.
# KIDEPOT_HTTPLIB=file.kicad_httplib with KIDEPOT_ACCESS_LOG=file takes one that runs already. With an
# empty catalogue, Server->start($root, demo => 'no'), it is always the project's own.

use v5.36;
use Cwd ();
use File::Path ();
use File::Temp ();
use HTTP::Tiny;
use IO::Socket::INET;
use JSON::PP ();

sub start ($class, $root, %option) {
    my $self = bless { root => $root, demo => $option{demo} // 'yes' }, $class;
    if ($ENV{KIDEPOT_HTTPLIB} && $self->{demo} eq 'yes') {
        @$self{qw(httplib log)} = @ENV{qw(KIDEPOT_HTTPLIB KIDEPOT_ACCESS_LOG)};
        die qq{KIDEPOT_HTTPLIB is set but KIDEPOT_ACCESS_LOG is not: set both\n} unless $self->{log};
    }
    elsif (!eval { $self->start_own; 1 }) {
        my $why = $@;
        $self->stop;
        die $why;
    }
    $self->read_httplib;
    return $self;
}

sub start_own ($self) {
    # Short, for it holds sockets, and open to the account PostgreSQL runs under.
    $self->{run} = File::Temp::tempdir('kidepot-kicad-XXXXXX', TMPDIR => 1);
    chmod 0755, $self->{run};
    my $said = $self->make('start', 'PORT=' . free_port(), "DEMO=$self->{demo}");
    die qq{$said"make start RUN=$self->{run}" failed, see above\n} if $?;
    $self->{httplib} = "$self->{run}/KiDepot.kicad_httplib";
    $self->{log}     = "$self->{run}/access.log";
}

sub stop ($self) {
    return unless $self->{run};
    my $said = $self->make('stop');
    print STDERR qq{$said"make stop RUN=$self->{run}" failed\n} if $?;
    File::Path::remove_tree(delete $self->{run});
}

# The catalogue's own command; what it said, or dies. For the project's own server only.
sub kidepot ($self, @words) {
    my $sockets = Cwd::realpath("$self->{run}/servers") . '/socket';
    my @as = $> == 0 ? qw(setpriv --reuid=nobody --regid=nogroup --clear-groups --) : ();
    my $complaints = File::Temp->new;
    open my $out, '-|', 'sh', '-c', 'cd / && exec "$@" 2>"$0"', $complaints->filename, @as, "$self->{root}/build/kidepot",
        '--conninfo', "host=$sockets dbname=kidepot user=postgres", @words
        or die "no shell: $!\n";
    local $/;
    my $said = <$out>;
    close $out or die qq{"kidepot @words" failed: $said}, readline $complaints;
    return $said;
}

# What it said, with its status in $?.
sub make ($self, $target, @settings) {
    # nothing of the make that may have started this test
    delete local @ENV{qw(MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES)};
    open my $out, '-|', 'sh', '-c', 'exec "$@" 2>&1', 'sh',
        'make', '-s', '-C', $self->{root}, $target, "RUN=$self->{run}", @settings
        or die "no shell: $!\n";
    local $/;
    my $said = <$out>;
    close $out;
    return $said // '';
}

sub free_port () {
    my $socket = IO::Socket::INET->new(LocalAddr => '127.0.0.1', Listen => 1) or die "no free port: $!\n";
    return $socket->sockport;
}

sub read_httplib ($self) {
    open my $in, '<', $self->{httplib} or die qq{cannot read "$self->{httplib}": $!\n};
    local $/;
    my $source = JSON::PP::decode_json(<$in>)->{source};
    $self->{base} = $source->{root_url} =~ s{/*$}{/v1/}r;
    $self->{token} = $source->{token};
    $self->{http} = HTTP::Tiny->new(default_headers => { Authorization => "Token $self->{token}" });
}

sub get ($self, $path) {
    my $answer = $self->{http}->get($self->{base} . $path);
    die qq{"$path" answers $answer->{status}: $answer->{content}\n} unless $answer->{status} == 200;
    return JSON::PP::decode_json($answer->{content});
}

sub is_own ($self) {
    return defined $self->{run};
}

sub log_size ($self) {
    return -s $self->{log} // 0;
}

# Where the packages are that KiCad installs, and what KiCad asks for. For the project's own server only.
sub packages ($self) {
    return Cwd::realpath("$self->{run}/servers") . '/pcm';
}

sub repository_url ($self) {
    return $self->{base} =~ s{^http://(.*)/kidepot/v1/$}{http://kicad:$self->{token}\@$1/pcm/repository.json}r;
}

# The paths asked for, below ".../v1/" or another, since the log had this size.
sub asked_since ($self, $size, $below = 'v1') {
    $self->wait_for_log;
    open my $in, '<', $self->{log} or die qq{cannot read "$self->{log}": $!\n};
    seek $in, $size, 0;
    return map { m{"[A-Z]+ \S*?/$below/?(\S*) HTTP/} ? $1 : () } <$in>;
}

# A request is logged once it is answered, a moment after the client has read the answer.
sub wait_for_log ($self) {
    my $size;
    do {
        $size = $self->log_size;
        select undef, undef, undef, 1;
    } until $self->log_size == $size;
}

1;
