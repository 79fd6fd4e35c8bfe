package KiDepot::Nginx;

# nginx on 127.0.0.1 with the shipped nginx/kidepot.conf:
#   my $web = KiDepot::Nginx->start(app => $app);
#   KiDepot::Http::request($web->port, 'GET', $web->prefix . '/v1/', ...);

use v5.28;
use warnings;
use KiDepot::Sandbox qw(root scratch_dir own_to_server read_text write_text start_process
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
sub access_log { read_text("$_[0]{dir}/access.log") }
sub error_log { read_text("$_[0]{dir}/error.log") }

sub stop {
    my ($self) = @_;
    return if $self->{stopped}++;
    my $status = end_process($self->{pid});
    die "nginx did not end as it should:\n" . $self->error_log if !defined $status || $status;
}

sub _run {
    my ($self) = @_;
    my $dir = $self->{dir};
    $self->{pid} = start_process(
        command => [_nginx(), '-p', $dir, '-c', "$dir/nginx.conf", '-e', "$dir/error.log"],
        log => "$dir/error.log",
        dir => $dir,
    );
    wait_until(10, sub { process_ended($self->{pid}) || listens_on("127.0.0.1:$self->{port}") });
    return !process_ended($self->{pid});
}

sub _nginx {
    my ($nginx) = grep { -x } map { "$_/nginx" } split(/:/, $ENV{PATH}), '/usr/sbin', '/usr/local/sbin';
    return $nginx // die "nginx is not installed, run \"tests/server/packages test\"\n";
}

1;
