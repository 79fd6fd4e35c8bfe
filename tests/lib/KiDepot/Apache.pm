package KiDepot::Apache;

# Apache on 127.0.0.1 with one of the shipped files, way => 'proxy-fcgi', 'fcgid' or 'cgi':
#   my $web = KiDepot::Apache->start(way => 'proxy-fcgi', app => $app);
#   my $web = KiDepot::Apache->start(way => 'fcgid', settings => { conninfo => ... });
#   KiDepot::Http::request($web->port, 'GET', $web->prefix . '/v1/', ...);
# Further options: socket (instead of app), pcm ("pcm" or "pcm-open": packages in
# dir . '/pcm'), modules (more of them, or others:
# { cgid => 'cgi' }), edit (a function that changes what is in $_, the shipped
# files one after the other, to what a site would have changed).

use v5.28;
use warnings;
use File::Basename qw(dirname);
use KiDepot::Sandbox qw(root program scratch_dir own_to_server read_text write_text start_process
    end_process process_ended wait_until free_port listens_on);

my %modules = (
    'proxy-fcgi' => [qw(proxy proxy_fcgi)],
    'fcgid'      => [qw(fcgid)],
    'cgi'        => [qw(cgid)],
    'pcm'        => [qw(xsendfile setenvif)],
);
my %pcm = (
    'proxy-fcgi' => 'pcm-proxy-fcgi',
    'fcgid'      => 'pcm-script',
    'cgi'        => 'pcm-script',
);

sub start {
    my ($class, %option) = @_;
    for my $attempt (1 .. 3) {
        my $self = bless { dir => scratch_dir(), port => free_port() }, $class;
        $self->_write_configuration(%option);
        return $self if $self->_run;
        die "Apache did not start:\n" . $self->error_log
            if $attempt == 3 || $self->error_log !~ /Address already in use/;
    }
}

sub port { $_[0]{port} }
sub url { "http://127.0.0.1:$_[0]{port}" }
sub prefix { '/kidepot' }
sub pid { $_[0]{pid} }
sub dir { $_[0]{dir} }
sub error_log { read_text("$_[0]{dir}/error.log") }

# The line is written after the answer: wait for as many lines as are expected.
sub access_log {
    my ($self, $lines) = @_;
    my $log;
    wait_until(sub { ($log = read_text("$self->{dir}/access.log")) =~ tr/\n// >= ($lines // 0) });
    return $log;
}

sub stop {
    my ($self) = @_;
    return if $self->{stopped}++;
    my $status = end_process($self->{pid});
    die "Apache did not end as it should:\n" . $self->error_log if !defined $status || $status;
    # Programs that Apache starts write their reports there.
    die "sanitizer report of kidepot.fcgi:\n" . $self->error_log
        if $self->error_log =~ /Sanitizer|runtime error:/;
}

sub _write_configuration {
    my ($self, %option) = @_;
    my $dir = $self->{dir};
    my $way = $option{way};
    my $socket = $option{socket} // ($option{app} ? $option{app}->socket : "$dir/none.sock");
    my $program = dirname(program('kidepot.fcgi'));
    my $pcm = $option{pcm} // '';
    my @pcm = $pcm eq 'pcm' ? ($pcm{$way}, 'pcm-common') : $pcm || ();
    $self->{include} = [$way, $pcm[0] // ()];
    for my $name (map { "apache-$_" } 'common', $way, @pcm) {
        my $text = read_text(root() . "/nginx/$name.conf") || die "there is no nginx/$name.conf\n";
        $text =~ s{/usr/local/share/kidepot}{$dir}g;
        $text =~ s{/usr/local/sbin}{$program}g;
        $text =~ s{unix:[^|]*}{unix:$socket}g;
        $text =~ s{/var/lib/kidepot/pcm}{$dir/pcm}g;
        $option{edit}->() for $option{edit} ? $text : ();
        write_text("$dir/$name.conf", $text);
    }
    mkdir "$dir/$_" for 'www', 'pcm';
    own_to_server("$dir/pcm");
    my $settings = { connect_timeout => 30_000, statement_timeout => 60_000, %{ $option{settings} // {} } };
    write_text("$dir/kidepot.conf", join '', map { "$_ = $settings->{$_}\n" } sort keys %$settings);
    write_text("$dir/apache.conf", $self->_main($way, %option));
}

# As on a Debian machine, as far as it matters here; unprivileged.
sub _main {
    my ($self, $way, %option) = @_;
    my $dir = $self->{dir};
    my $other = ref $option{modules} eq 'HASH' ? $option{modules} : {};
    my @modules = map { $other->{$_} // $_ } qw(mpm_event authz_core authz_host alias env reqtimeout headers filter deflate),
        @{ $modules{$way} }, ($option{pcm} // '') eq 'pcm' ? @{ $modules{pcm} } : (), ref $option{modules} eq 'ARRAY' ? @{ $option{modules} } : ();
    my $environment = $way eq 'fcgid' ? 'FcgidInitialEnv' : 'SetEnv';
    return join "\n",
        (map { "LoadModule ${_}_module /usr/lib/apache2/modules/mod_$_.so" } @modules),
        "ServerRoot $dir",
        "PidFile $dir/apache.pid",
        "DefaultRuntimeDir $dir",
        "Mutex file:$dir default",
        "ErrorLog $dir/error.log",
        'LogFormat "%h %l %u %t \"%r\" %>s %O \"%{Referer}i\" \"%{User-Agent}i\"" combined',
        'ServerName 127.0.0.1',
        'StartServers 1',
        'ThreadsPerChild 25',
        'MaxRequestWorkers 50',
        # What Debian's apache2.conf says.
        "DocumentRoot $dir/www",
        "<Directory $dir/www>", 'Require all granted', '</Directory>',
        '<Directory />', 'Options FollowSymLinks', 'AllowOverride None', 'Require all denied', '</Directory>',
        "<IfModule cgid_module>\nScriptSock $dir/cgid.sock\n</IfModule>",
        "<IfModule fcgid_module>\nFcgidIPCDir $dir/fcgid\nFcgidProcessTableFile $dir/fcgid.shm\n</IfModule>",
        "Listen 127.0.0.1:$self->{port}",
        "<VirtualHost 127.0.0.1:$self->{port}>",
        "CustomLog $dir/access.log combined",
        $way eq 'proxy-fcgi' ? () : "$environment KIDEPOT_CONFIG $dir/kidepot.conf",
        (map { "Include $dir/apache-$_.conf" } @{ $self->{include} }),
        "</VirtualHost>\n";
}

sub _run {
    my ($self) = @_;
    my $dir = $self->{dir};
    $self->{pid} = start_process(
        command => [_apache(), '-D', 'FOREGROUND', '-f', "$dir/apache.conf"],
        log => "$dir/error.log",
        dir => $dir,
    );
    wait_until(sub { process_ended($self->{pid}) || listens_on("127.0.0.1:$self->{port}") });
    return !process_ended($self->{pid}) && listens_on("127.0.0.1:$self->{port}");
}

sub _apache {
    my ($apache) = grep { -x } map { "$_/apache2" } split(/:/, $ENV{PATH}), '/usr/sbin';
    return $apache // die "Apache is not installed, run \"tests/server/packages test\"\n";
}

1;
