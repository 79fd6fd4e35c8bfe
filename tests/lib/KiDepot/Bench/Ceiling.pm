package KiDepot::Bench::Ceiling;

# The ceilings, beside kidepot.fcgi behind one nginx: /static/ has files of the bytes
# that it answers, packed beforehand; /bare/ and /query/ are tests/bench/bare_fcgi.c, which has
# its answers in memory and, the second, asks the database one prepared query.
#   my $ceiling = KiDepot::Bench::Ceiling->new(database => $db, token => $token, workers => 4, documents => [
#       { path => '/v1/', statement => 'part_get', id => 1 }, ... ]);
#   my $web = $ceiling->start(bare => $app, query => $other_app, kidepot => $app);
# The answers of bare and query are those that these programs give by themselves. Others
# that are named are programs (KiDepot::App) of their own under /NAME/, but for
# kidepot, which stands where it is shipped; with cache => 1 of ->new behind the optional
# cache. What ->start returns is nginx.

use v5.28;
use warnings;
use Compress::Zlib ();
use File::Path qw(make_path);
use KiDepot::Fcgi;
use KiDepot::Nginx;
use KiDepot::Sandbox qw(root build program scratch_dir read_text write_text own_to_server
    start_process end_process process_ended wait_until listens_on);

sub new {
    my ($class, %option) = @_;
    return bless { pids => [], %option }, $class;
}

sub start {
    my ($self, %app) = @_;
    my $shipped = read_text(root() . '/nginx/kidepot.conf');
    my %socket = (
        bare => $self->_bare('bare', $app{bare}, ''),
        query => $self->_bare('query', $app{query}, $self->{database}->conninfo('web')),
        map { $_ => $app{$_}->socket } grep { !/^(bare|query|kidepot)$/ } keys %app,
    );
    my $folder = $self->_files($app{bare});
    my $further = join "\n", "location /static/ { alias $folder/; gzip_static on; types { } default_type application/json; index index.json; }",
        map { _location($shipped, "/$_", $socket{$_}) } sort keys %socket;
    return $self->{web} = KiDepot::Nginx->start(app => $app{kidepot} // $app{bare}, cache => $self->{cache}, edit => sub {
        s{(?=^\s*include \S+/kidepot\.conf;)}{$further\n}m;
        # Of a ceiling as of kidepot: no line on a disk for each request.
        s{access_log .*}{access_log off;};
    });
}

sub stop {
    my ($self) = @_;
    $self->{web}->stop;
    end_process($_) for @{ $self->{pids} };
}

# kidepot's own location, for another program: nginx has the same to do for both.
sub _location {
    my ($shipped, $prefix, $socket) = @_;
    my ($block) = $shipped =~ /^(location \^~ \/kidepot \{.*?^\})/ms or die "nginx/kidepot.conf has no location\n";
    return $block =~ s{/kidepot}{$prefix}gr =~ s/fastcgi_pass kidepot;/fastcgi_pass unix:$socket;/r
        =~ s/^\s*error_page.*\n//mgr;
}

sub _answer {
    my ($self, $app, $path, @accepted) = @_;
    my $answer = KiDepot::Fcgi::request($app->socket, { REQUEST_METHOD => 'GET', PATH_INFO => $path,
        HTTP_AUTHORIZATION => "Token $self->{token}", @accepted });
    die "$path: " . ($answer->{error} // "status $answer->{status}: $answer->{body}") . "\n"
        if $answer->{error} || $answer->{status} != 200;
    return $answer;
}

sub _bare {
    my ($self, $name, $app, $conninfo) = @_;
    my $folder = scratch_dir();
    my $documents = $self->{documents};
    write_text("$folder/documents", join '', map { "$_->{path} $_->{statement} $_->{id}\n" } @$documents);
    for my $i (0 .. $#$documents) {
        my %accepted = (plain => [], gzip => [HTTP_ACCEPT_ENCODING => 'gzip,deflate']);
        for my $form (keys %accepted) {
            my $answer = $self->_answer($app, $documents->[$i]{path}, @{ $accepted{$form} });
            my $head = join '', map { "$_: $answer->{headers}{$_}\r\n" } sort keys %{ $answer->{headers} };
            write_text("$folder/$i.$form", "Status: 200 OK\r\n$head\r\n$answer->{body}");
        }
        my $statement = $documents->[$i]{statement};
        write_text("$folder/$statement.sql", read_text(root() . "/schema/queries/$statement.sql"));
    }
    my $socket = "$folder/socket";
    my $pid = start_process(
        command => [program(build() . '/tests/bench/bare_fcgi'), $socket, $self->{workers}, $conninfo, $folder],
        log => "$folder/log", end_with => 'KILL',
    );
    push @{ $self->{pids} }, $pid;
    wait_until(sub { process_ended($pid) || listens_on($socket) });
    die "bare_fcgi did not start:\n" . read_text("$folder/log") if process_ended($pid);
    return $socket;
}

sub _files {
    my ($self, $app) = @_;
    my $folder = scratch_dir();
    for my $document (@{ $self->{documents} }) {
        my $path = $folder . $document->{path} =~ s{/$}{/index.json}r;
        make_path($path =~ s{/[^/]*$}{}r);
        my $body = $self->_answer($app, $document->{path})->{body};
        write_text($path, $body);
        write_text("$path.gz", Compress::Zlib::memGzip($body));
    }
    system('chmod', '-R', 'a+rX', $folder);
    return $folder;
}

1;
