package KiDepot::Stream;

# Bytes to and from a socket, with a limit in time: take() returns undef when
# they do not come, and trouble() then says why.

use v5.28;
use warnings;
use IO::Select;
use Time::HiRes qw(time);

sub new {
    my ($class, $socket) = @_;
    binmode $socket;
    return bless { socket => $socket, buffer => '', trouble => '' }, $class;
}

# False when the other side no longer listens.
sub send {
    my ($self, $bytes) = @_;
    local $SIG{PIPE} = 'IGNORE';
    my $sent = 0;
    while ($sent < length $bytes) {
        my $more = syswrite $self->{socket}, $bytes, 65536, $sent;
        next if !defined $more && $!{EINTR};
        return 0 unless defined $more;
        $sent += $more;
    }
    return 1;
}

sub take {
    my ($self, $length, $seconds) = @_;
    $self->_fill(sub { length $self->{buffer} >= $length }, $seconds) or return undef;
    return substr $self->{buffer}, 0, $length, '';
}

# Up to and with the first match of the pattern.
sub take_until {
    my ($self, $pattern, $seconds) = @_;
    $self->_fill(sub { $self->{buffer} =~ $pattern }, $seconds) or return undef;
    $self->{buffer} =~ $pattern;
    return substr $self->{buffer}, 0, $+[0], '';
}

sub take_all {
    my ($self, $seconds) = @_;
    $self->_fill(sub { 0 }, $seconds);
    return substr $self->{buffer}, 0, length $self->{buffer}, '';
}

sub at_end {
    my ($self, $seconds) = @_;
    $self->_fill(sub { length $self->{buffer} }, $seconds) and return 0;
    return $self->{trouble} ne 'time ran out';
}

sub trouble { $_[0]{trouble} }

sub _fill {
    my ($self, $enough, $seconds) = @_;
    my $end = time + ($seconds // 60);
    my $select = IO::Select->new($self->{socket});
    until ($enough->()) {
        my $left = $end - time;
        if ($left <= 0 || !$select->can_read($left)) {
            next if $left > 0 && $!{EINTR};
            return $self->_trouble('time ran out');
        }
        my $got = sysread $self->{socket}, $self->{buffer}, 65536, length $self->{buffer};
        next if !defined $got && $!{EINTR};
        return $self->_trouble("the connection broke ($!)") unless defined $got;
        return $self->_trouble('the connection was closed') if $got == 0;
    }
    return 1;
}

sub _trouble {
    my ($self, $what) = @_;
    $self->{trouble} = $what;
    return 0;
}

1;
