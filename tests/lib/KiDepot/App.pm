package KiDepot::App;

# The web program on a Unix socket of its own:
#   my $app = KiDepot::App->start(database => $db, settings => { workers => 2 });
#   $app->socket, ->pid, ->log, ->worker_pids, ->signal('HUP'), ->stop
# Settings become lines of its configuration file; undef leaves one out.

use v5.28;
use warnings;
use KiDepot::Sandbox qw(program scratch_dir read_text write_text start_process end_process
    process_ended wait_until children_of listens_on sanitizer_env sanitizer_reports);

sub start {
    my ($class, %option) = @_;
    my $dir = scratch_dir();
    my %settings = (
        listen => "$dir/kidepot.sock",
        workers => 2,
        log_level => 'info',
        # No load of the machine makes a request fail; what is to fail in time says so.
        connect_timeout => 30_000,
        statement_timeout => 60_000,
        $option{database} ? (conninfo => $option{database}->conninfo('web'),
            admin_conninfo => $option{database}->conninfo('admin')) : (),
        %{ $option{settings} // {} },
    );
    my $self = bless { dir => $dir, socket => $settings{listen}, config => "$dir/kidepot.conf", database => $option{database} }, $class;
    $self->configure(%settings);
    $self->{pid} = start_process(
        command => [program('kidepot.fcgi'), '--config', $self->{config}, @{ $option{arguments} // [] }],
        log => "$dir/log",
        dir => $dir,
        env => { sanitizer_env($dir), %{ $option{env} // {} } },
    );
    return $self if $option{no_wait};
    return $self->wait_until_it_listens;
}

sub wait_until_it_listens {
    my ($self) = @_;
    wait_until(sub { process_ended($self->{pid}) || listens_on($self->{socket}) });
    die "kidepot.fcgi does not listen on $self->{socket}:\n" . $self->log
        if process_ended($self->{pid}) || !listens_on($self->{socket});
    # It listens before it has workers.
    wait_until(sub { $self->worker_pids >= $self->workers })
        or die "kidepot.fcgi has too few workers:\n" . $self->log;
    return $self;
}

# Writes the configuration anew, with these settings changed; HUP makes it read.
sub configure {
    my ($self, %settings) = @_;
    my $all = $self->{settings} = { %{ $self->{settings} // {} }, %settings };
    write_text($self->{config}, join '', map { "$_ = $all->{$_}\n" } grep { defined $all->{$_} } sort keys %$all);
}

sub dir { $_[0]{dir} }
sub database { $_[0]{database} }
sub workers { $_[0]{settings}{workers} // 1 }
sub socket { $_[0]{socket} }
sub pid { $_[0]{pid} }
sub log { read_text("$_[0]{dir}/log") }
sub worker_pids { my @pids = children_of($_[0]{pid}); return @pids }
sub running { !process_ended($_[0]{pid}) }

sub signal {
    my ($self, $name) = @_;
    kill $name, $self->{pid};
}

# Waits for a line of the log, which may be written after the answer that it is
# about; returns what the pattern caught, or dies.
sub wait_for_log {
    my ($self, $pattern) = @_;
    my @found;
    wait_until(sub { @found = $self->log =~ $pattern })
        or die "the log has nothing like $pattern:\n" . $self->log;
    return @found;
}

# Ends it and dies unless it ended as it should: in time, status 0, and without
# a word from a sanitizer.
sub stop {
    my ($self) = @_;
    return if $self->{stopped}++;
    my @workers = $self->worker_pids;
    my $status = end_process($self->{pid});
    my $reports = sanitizer_reports($self->{dir});
    die "sanitizer report of kidepot.fcgi:\n$reports" if $reports;
    die "kidepot.fcgi did not end after SIGTERM:\n" . $self->log unless defined $status;
    die sprintf "kidepot.fcgi ended with status %d, signal %d:\n%s", $status >> 8, $status & 127, $self->log
        if $status;
    my @left = grep { kill 0, $_ } @workers;
    die "workers outlived kidepot.fcgi: @left\n" if @left;
}

1;
