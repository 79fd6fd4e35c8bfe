package KiDepot::Standby;

# A hot standby of a database's server, over streaming replication:
#   my $primary = KiDepot::Database->new(primary => 1);
#   my $standby = KiDepot::Standby->of($primary);     a KiDepot::Database in all but writing
#   $standby->catch_up;                wait until it has what the primary has now
#   $standby->pause; $standby->resume; what it knows stays as it is
#   $standby->promote;                 from now on it is a primary of its own
#   KiDepot::Standby::conninfo_of('web', 'prefer-standby', $primary, $standby)

use v5.28;
use warnings;
use parent 'KiDepot::Database';
use KiDepot::Sandbox qw(scratch_dir run wait_until);

sub of {
    my ($class, $primary) = @_;
    my $dir = scratch_dir();
    my $bin = KiDepot::Database::_bin();
    my $copied = run(
        command => ["$bin/pg_basebackup", '-R', '-c', 'fast', '--no-sync', '-D', "$dir/data",
            '-d', "host=$primary->{cluster}{socket} user=postgres application_name=standby"],
        user => 'server',
    );
    die "pg_basebackup: $copied->{err}" if $copied->{status} || $copied->{signal};
    run(command => ['mkdir', '-m', '0700', "$dir/socket"], user => 'server');
    my $self = bless { primary => $primary, name => $primary->{name}, cluster => {
        dir => $dir, socket => "$dir/socket", settings => $primary->{cluster}{settings} } }, $class;
    $self->start_server;
    return $self;
}

# What libpq says of several hosts; what they are called is the same.
sub conninfo_of {
    my ($role, $wanted, @databases) = @_;
    my $hosts = join ',', map { $_->{cluster}{socket} } @databases;
    return $databases[0]->conninfo($role) =~ s/host=\S+/host=$hosts/r . " target_session_attrs=$wanted";
}

sub catch_up {
    my ($self) = @_;
    my ($position) = $self->{primary}->psql('select pg_current_wal_flush_lsn()');
    wait_until(sub { $self->psql("select pg_last_wal_replay_lsn() >= '$position'") eq 't' })
        or die "the standby does not follow:\n" . $self->server_log;
}

# The function returns before the process that replays has stopped.
sub pause {
    my ($self) = @_;
    $self->psql('select pg_wal_replay_pause()');
    wait_until(sub { $self->psql('select pg_get_wal_replay_pause_state()') eq 'paused' })
        or die "the standby does not pause\n";
}

sub resume { $_[0]->psql('select pg_wal_replay_resume()') }

sub promote {
    my ($self) = @_;
    $self->psql('select pg_promote(true, 300)') eq 't' or die "the standby is not promoted:\n" . $self->server_log;
}

1;
