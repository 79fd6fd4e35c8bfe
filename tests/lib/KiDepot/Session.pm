package KiDepot::Session;

# A psql that stays, for tests that ask hundreds of small things: most of such a thing's
# time goes into a new program and a new connection.
#   my $session = KiDepot::Session->new(command => [...], env => { ... });
#   my @rows = $session->ask($sql, $seconds);
# Each ask() begins as in a new session: transactions left open are rolled back, settings
# are as they were, temporary things are gone. It dies with psql's words as soon as a
# statement is refused, and the next one has a new psql.

use v5.28;
use warnings;
use IO::Select;
use POSIX ();

my $mark = '--- that was all ---';
my $anew = "\n;\n\\set ON_ERROR_STOP 1\nrollback;\nreset session authorization; reset role; reset all;\n"
    . "close all; unlisten *; deallocate all; discard temp; discard sequences;\n"
    . "do \$\$ begin perform pg_advisory_unlock_all(); end \$\$;\n\\echo '$mark'\n";

sub new {
    my ($class, %option) = @_;
    return bless { %option, owner => $$ }, $class;
}

sub ask {
    my ($self, $sql, $seconds) = @_;
    $self->_start unless $self->{pid};
    delete $self->{late};
    truncate $self->{err}, 0;
    my $said = $self->_exchange($sql . $anew, $seconds);
    my ($whole) = $said =~ /\A(.*)^\Q$mark\E\n\z/ms;
    return $whole =~ /(.*)\n/g if defined $whole;
    $self->_end;
    seek $self->{err}, 0, 0;
    local $/;
    die $self->{late} // (readline($self->{err}) || "psql ended\n");
}

sub _start {
    my ($self) = @_;
    pipe my $read_sql, $self->{in} or die "cannot make a pipe: $!\n";
    pipe $self->{out}, my $write_rows or die "cannot make a pipe: $!\n";
    open $self->{err}, '+>>', undef or die "cannot make a temporary file: $!\n";
    $self->{pid} = fork // die "cannot fork: $!\n";
    if ($self->{pid} == 0) {
        open STDIN,  '<&', $read_sql    or POSIX::_exit(126);
        open STDOUT, '>&', $write_rows  or POSIX::_exit(126);
        open STDERR, '>&', $self->{err} or POSIX::_exit(126);
        %ENV = (%ENV, %{ $self->{env} });
        chdir '/';
        { no warnings 'exec'; exec { $self->{command}[0] } @{ $self->{command} }; }
        POSIX::_exit(127);
    }
    $self->{in}->blocking(0);
}

# Writes and reads at once, as neither side waits for the other; to the mark or the end.
sub _exchange {
    my ($self, $sql, $seconds) = @_;
    local $SIG{PIPE} = 'IGNORE';
    my ($in, $out, $said) = (@{$self}{qw(in out)}, '');
    my ($readers, $writers) = (IO::Select->new($out), IO::Select->new($in));
    until ($said =~ /^\Q$mark\E\n\z/m) {
        $! = 0;
        my ($can_read, $can_write) = IO::Select->select($readers, length $sql ? $writers : undef, undef, $seconds // 300);
        if (!$can_read) {
            next if $!{EINTR};
            $self->{late} = 'no answer in ' . ($seconds // 300) . " s\n";
            kill 'KILL', $self->{pid};
            last;
        }
        if ($can_write && @$can_write) {
            my $count = syswrite $in, $sql;
            $sql = defined $count ? substr $sql, $count : $!{EAGAIN} || $!{EINTR} ? $sql : '';
        }
        if ($can_read && @$can_read) {
            my $count = sysread $out, $said, 65536, length $said;
            last unless $count || (!defined $count && $!{EINTR});
        }
    }
    return $said;
}

sub _end {
    my ($self) = @_;
    close $self->{in};
    local $?;
    waitpid delete $self->{pid}, 0;
}

# A copy in a forked process ends nothing.
sub DESTROY {
    my ($self) = @_;
    $self->_end if $self->{pid} && $self->{owner} == $$;
}

1;
