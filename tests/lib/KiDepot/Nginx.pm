package KiDepot::Nginx;

# nginx on 127.0.0.1 with the shipped nginx/kidepot.conf:
#   my $web = KiDepot::Nginx->start(app => $app);
#   KiDepot::Http::request($web->port, 'GET', $web->prefix . '/v1/', ...);

use v5.28;
use warnings;
use KiDepot::Sandbox qw(root run scratch_dir read_text write_text start_process
    end_process process_ended wait_until free_port listens_on);

sub start {
    my ($class, %option) = @_;
    for my $attempt (1 .. 3) {
        my $self = bless { dir => scratch_dir(), port => free_port() }, $class;
        $self->_write_configuration(%option);
        return $self if $self->_run;
        die "nginx did not start:\n" . $self->error_log
            if $attempt == 3 || $self->error_log !~ /Address already in use/;
    }
}

sub port { $_[0]{port} }
sub url { "http://127.0.0.1:$_[0]{port}" }
sub pid { $_[0]{pid} }
sub dir { $_[0]{dir} }

# nginx writes the line after the answer: wait for as many lines as are expected.
sub access_log {
    my ($self, $lines) = @_;
    my $log;
    wait_until(sub { ($log = read_text("$self->{dir}/access.log")) =~ tr/\n// >= ($lines // 0) });
    return $log;
}

sub error_log { read_text("$_[0]{dir}/error.log") }

sub stop {
    my ($self) = @_;
    return if $self->{stopped}++;
    my $status = end_process($self->{pid});
    die "nginx did not end as it should:\n" . $self->error_log if !defined $status || $status;
}

# Where the shipped file answers: the library's URL in KiCad is url . prefix.
sub prefix { (read_text("$_[0]{dir}/nginx/kidepot.conf") =~ m{^location \^~ (/\S+) \{}m)[0] // '' }

# Options: app or socket (where the program listens); cache, when true with the
# optional cache; pcm, "pcm" or "pcm-open", with packages in dir . '/pcm'; edit, a function that
# changes what is in $_, the shipped files one after the other and nginx.conf,
# to what a site would have changed.
sub _write_configuration {
    my ($self, %option) = @_;
    my $dir = $self->{dir};
    my $socket = $option{socket} // $option{app}->socket;
    my $made = run(command => [root() . '/tests/server/nginx-conf', $dir, $self->{port}, $socket,
        $option{cache} ? 'cache' : $option{pcm} // ()]);
    die $made->{err} if $made->{status};
    for my $path ($option{edit} ? ("$dir/nginx.conf", glob "$dir/nginx/*.conf") : ()) {
        local $_ = read_text($path);
        $option{edit}->();
        write_text($path, $_);
    }
}

sub _run {
    my ($self) = @_;
    my $dir = $self->{dir};
    $self->{pid} = start_process(
        command => [_nginx(), '-p', $dir, '-c', "$dir/nginx.conf", '-e', "$dir/error.log"],
        log => "$dir/error.log",
        dir => $dir,
    );
    wait_until(sub { process_ended($self->{pid}) || listens_on("127.0.0.1:$self->{port}") });
    return !process_ended($self->{pid}) && listens_on("127.0.0.1:$self->{port}");
}

sub _nginx {
    my ($nginx) = grep { -x } map { "$_/nginx" } split(/:/, $ENV{PATH}), '/usr/sbin', '/usr/local/sbin';
    return $nginx // die "nginx is not installed, run \"tests/server/packages test\"\n";
}

1;
