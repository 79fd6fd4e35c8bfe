# Every error that a web server makes by itself is one line of JSON.
use v5.28;
use warnings;
use IO::Socket::UNIX;
use KiDepot::Apache;
use KiDepot::App;
use KiDepot::Database;
use KiDepot::Http;
use KiDepot::Nginx;
use KiDepot::Sandbox qw(own_to_server scratch_dir);
use KiDepot::SameEverywhere;
use Test::More;

my $database = KiDepot::Database->new;
my $token = $database->token;
my %good = (Authorization => "Token $token");
my $app = KiDepot::App->start(database => $database);
my %settings = (conninfo => $database->conninfo('web'));

# A program that takes connections and says what it is told, or nothing.
sub odd_program {
    my ($says) = @_;
    my $path = scratch_dir() . '/odd.sock';
    my $socket = IO::Socket::UNIX->new(Local => $path, Listen => 10) or die "cannot listen at $path: $!\n";
    own_to_server($path);
    my $pid = fork // die "cannot fork: $!\n";
    if ($pid == 0) {
        $SIG{ALRM} = 'DEFAULT';
        alarm 600;
        while (my $client = $socket->accept) {
            sysread $client, my $request, 65536;
            print {$client} $says if defined $says;
            sleep 600 unless defined $says;
            close $client;
        }
        POSIX::_exit(0);
    }
    return ($path, $pid);
}

# Sends these bytes and reads an answer.
sub raw {
    my ($web, $bytes) = @_;
    my $client = KiDepot::Http->connect($web->port);
    $client->send_raw($bytes);
    return $client->read_response;
}

sub check_early {
    my ($web, %differs) = @_;
    my $line = "GET /kidepot/v1/ HTTP/1.1\r\n";
    my @cases = (
        [400, 'no Host', "$line\r\n"],
        [400, 'a header line without a name', "${line}Host: a\r\n: x\r\n\r\n"],
        [400, 'two lengths', "${line}Host: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"],
        [400, 'a length that is none', "${line}Host: a\r\nContent-Length: x\r\n\r\n"],
        [400, 'a request line that is none', "GARBAGE\r\n\r\n"],
        [400, 'a control character in the method', "G\1T /kidepot/v1/ HTTP/1.1\r\nHost: a\r\n\r\n"],
        [400, 'a bad host name', "${line}Host: a/../b\r\n\r\n"],
        [400, 'above the root', "GET /../kidepot/v1/ HTTP/1.1\r\nHost: a\r\n\r\n"],
        [400, 'an encoding that is none', "GET /kidepot/%zz HTTP/1.1\r\nHost: a\r\n\r\n"],
        [400, 'NUL', "GET /kidepot/v1/%00 HTTP/1.1\r\nHost: a\r\n\r\n"],
        [405, 'TRACE', "TRACE /kidepot/v1/ HTTP/1.1\r\nHost: a\r\n\r\n"],
        [414, 'an address of 10 kB', 'GET /kidepot/v1/' . 'a' x 10_000 . " HTTP/1.1\r\nHost: a\r\n\r\n"],
        [414, 'an address of 40 kB', 'GET /kidepot/v1/' . 'a' x 40_000 . " HTTP/1.1\r\nHost: a\r\n\r\n"],
        [431, 'a header line of 10 kB', "${line}Host: a\r\nX: " . 'a' x 10_000 . "\r\n\r\n"],
        [431, 'a token of 40 kB', "${line}Host: a\r\nAuthorization: Token " . 'a' x 40_000 . "\r\n\r\n"],
        [431, 'header lines of 60 kB', "${line}Host: a\r\n" . ('X: ' . 'a' x 600 . "\r\n") x 120 . "\r\n"],
        [501, 'an unknown transfer encoding', "${line}Host: a\r\nTransfer-Encoding: x\r\n\r\n"],
        [505, 'HTTP/3.0', "GET /kidepot/v1/ HTTP/3.0\r\nHost: a\r\n\r\n"],
        [413, 'a body of 1.2 MB', "POST /kidepot/v1/ HTTP/1.1\r\nHost: a\r\nContent-Length: 1200000\r\n\r\n" . 'x' x 1_200_000],
        [413, 'the promise of 1 GB', "POST /kidepot/v1/ HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000000\r\n\r\n"],
        [413, 'a chunked body of 1.2 MB', "POST /kidepot/v1/ HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n124f80\r\n" . 'x' x 1_200_000 . "\r\n0\r\n\r\n"],
    );
    for my $case (@cases) {
        my ($status, $name, $bytes) = @$case;
        is_problem(raw($web, $bytes), $differs{$name} // $status, $name);
    }
}

sub refused {
    my ($web, $status, $name) = @_;
    is_problem(KiDepot::Http::request($web->port, 'GET', '/kidepot/v1/', \%good), $status, $name);
    my $head = KiDepot::Http::request($web->port, 'HEAD', '/kidepot/v1/', \%good);
    is($head->{status}, $status, "$name: HEAD too");
}

subtest 'nginx: before the program is asked' => sub {
    my $web = KiDepot::Nginx->start(app => $app);
    check_early($web);
    $web->stop;
};

subtest 'nginx: the program is away or odd' => sub {
    my $web = KiDepot::Nginx->start(socket => '/nowhere/kidepot.sock');
    refused($web, 502, 'no socket');
    is(KiDepot::Http::request($web->port, 'GET', '/kidepot/v1/', \%good)->{headers}{'retry-after'}, 5, 'when to try again');
    $web->stop;

    my %says = ('silence' => undef, 'garbage' => "HTTP/1.1 200 OK\r\n\r\n", 'nothing at all' => '');
    for my $what (sort keys %says) {
        my ($socket, $pid) = odd_program($says{$what});
        my $edited = 0;
        my $web = KiDepot::Nginx->start(socket => $socket, edit => sub { $edited += s{fastcgi_read_timeout 15s}{fastcgi_read_timeout 1s} });
        is($edited, 1, "$what: no longer than fastcgi_read_timeout");
        refused($web, defined $says{$what} ? 502 : 504, $what);
        $web->stop;
        kill 'KILL', $pid;
        waitpid $pid, 0;
    }
};

# nginx takes all of a body before it asks the program: this one never comes.
subtest 'nginx: whose netlist it takes' => sub {
    my $post = sub {
        my ($web, $token, $length, $body) = @_;
        return raw($web, "POST /kidepot/api/netlist/?project=a HTTP/1.1\r\nHost: a\r\nIf-None-Match: *\r\n"
            . ($token eq '' ? '' : "Authorization: Token $token\r\n") . "Content-Type: application/xml\r\nContent-Length: $length\r\n\r\n" . ($body // ''));
    };
    my $promise = 200 << 20;
    my $web = KiDepot::Nginx->start(app => $app);
    is_problem($post->($web, '', $promise), 401, 'without a token');
    is_problem($post->($web, 'x', $promise), 401, 'with a wrong one');
    my $refused = $post->($web, $token, $promise);
    is_problem($refused, 403, 'with one for reading');
    like($refused->{body}, qr/^\{"detail":"This token is for reading parts into KiCad; ask /, 'in the words of the program');
    my $admin = $database->token(scope => 'admin');
    like($post->($web, $admin, 1, 'x')->{body}, qr/this is no XML/, 'what comes with a good one is read');
    $web->stop;
    $web = KiDepot::Nginx->start(socket => '/nowhere/kidepot.sock');
    is_problem($post->($web, $admin, 2_000_000, 'x' x 2_000_000), 502, 'the program is away');
    $web->stop;
};

subtest 'nginx: what a site adds' => sub {
    my $web = KiDepot::Nginx->start(app => $app, edit => sub { s{(location \^~ /kidepot \{.*)}{$1\n deny all;} });
    refused($web, 403, 'deny');
    $web->stop;
};

for my $way (qw(proxy-fcgi fcgid cgi)) {
    subtest "Apache, $way: before the program is asked" => sub {
        my $web = KiDepot::Apache->start(way => $way, app => $app, settings => \%settings);
        check_early($web, 'NUL' => 404,
            # Apache has no other status for these, and takes HTTP/3.0 for 1.1.
            (map { $_ => 400 } 'a header line of 10 kB', 'a token of 40 kB', 'header lines of 60 kB'),
            'an unknown transfer encoding' => 400, 'HTTP/3.0' => 401);
        $web->stop;
    };
}

subtest 'Apache: the program is away or odd' => sub {
    my $web = KiDepot::Apache->start(way => 'proxy-fcgi', socket => '/nowhere/kidepot.sock');
    refused($web, 503, 'no socket');
    $web->stop;

    my %says = ('silence' => undef, 'garbage' => "HTTP/1.1 200 OK\r\n\r\n", 'nothing at all' => '');
    for my $what (sort keys %says) {
        my ($socket, $pid) = odd_program($says{$what});
        my $edited = 0;
        my $web = KiDepot::Apache->start(way => 'proxy-fcgi', socket => $socket, edit => sub { $edited += s{timeout=15}{timeout=1} });
        is($edited, 1, "proxy-fcgi: $what: no longer than timeout");
        refused($web, defined $says{$what} ? 503 : 504, "proxy-fcgi: $what");
        $web->stop;
        kill 'KILL', $pid;
        waitpid $pid, 0;
    }
    for my $way (qw(fcgid cgi)) {
        my $web = KiDepot::Apache->start(way => $way, settings => { workers => 'many' },
            edit => sub { s{FcgidConnectTimeout 3}{FcgidConnectTimeout 1} });
        refused($web, 500, "$way: a program that ends at once");
        $web->stop;
    }
};

$app->stop;
done_testing;
