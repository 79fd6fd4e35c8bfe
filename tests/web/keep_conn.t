# A web server that keeps more FastCGI connections than there are workers must
# not be able to starve anyone: the program closes each after its request.
use v5.28;
use warnings;
use KiDepot::Apache;
use KiDepot::App;
use KiDepot::Database;
use KiDepot::Fcgi;
use KiDepot::Http;
use KiDepot::Nginx;
use POSIX ();
use Test::More;

my $database = KiDepot::Database->new;
my $token = $database->token;
my %good = (Authorization => "Token $token");
my $app = KiDepot::App->start(database => $database, settings => { workers => 2, io_timeout => 600_000 });

# A starved client would wait longer than any of the tests' own does.
sub outcome {
    my ($answer) = @_;
    return $answer->{status} // ($answer->{error} =~ /time ran out/ ? 'silent' : 'closed');
}

sub flood {
    my ($web, $statuses) = @_;
    # Many at once, so that the web server opens many connections and keeps them.
    my @clients = map { KiDepot::Http->connect($web->port) } 1 .. 20;
    for my $round (1 .. 3) {
        $_->send_raw("GET /kidepot/v1/ HTTP/1.1\r\nHost: a\r\nAuthorization: Token $token\r\n\r\n") for @clients;
        my @answers = map { $_->read_response } @clients;
        is(scalar(grep { outcome($_) =~ $statuses } @answers), 20,
            "round $round: all answered");
    }
    # The clients stay, and so would kept connections.
    for my $n (1 .. 10) {
        like(outcome(KiDepot::Http::request($web->port, 'GET', '/kidepot/v1/', \%good)), $statuses, "another client, $n");
    }
}

subtest 'the program' => sub {
    # The other side of none of them is closed meanwhile.
    my @kept;
    for my $n (1 .. 10) {
        push @kept, my $client = KiDepot::Fcgi->connect($app->socket);
        $client->send_request({ PATH_INFO => '/v1/', HTTP_AUTHORIZATION => "Token $token" }, undef, keep_conn => 1);
        is($client->read_response->{status}, 200, 'asked to keep the connection, it answers');
        ok($client->closed, 'and closes');
    }
};

# A web server may pass a client's body on as slowly as it comes.
subtest 'a body in drops' => sub {
    my @slow = map { KiDepot::Fcgi->connect($app->socket) } 1 .. 4;
    for my $client (@slow) {
        my %params = (REQUEST_METHOD => 'POST', PATH_INFO => '/v1/', CONTENT_LENGTH => 10_000);
        $client->send_raw(KiDepot::Fcgi::begin_record(1) . KiDepot::Fcgi::stream('params', 1, KiDepot::Fcgi::pairs(\%params)));
    }
    my $pid = fork // die "cannot fork: $!\n";
    if ($pid == 0) {
        $SIG{PIPE} = 'IGNORE';
        while (1) {
            eval { $_->send_raw(KiDepot::Fcgi::record('stdin', 1, 'x')) } for @slow;
            select undef, undef, undef, 0.25;
        }
    }
    my $answer = KiDepot::Fcgi::request($app->socket, { PATH_INFO => '/v1/', HTTP_AUTHORIZATION => "Token $token" });
    is($answer->{status}, 200, 'others are answered');
    is($_->read_response->{status}, 405, 'and so are they') for @slow;
    kill 'KILL', $pid;
    waitpid $pid, 0;
};

subtest 'nginx' => sub {
    my $edited = 0;
    my $web = KiDepot::Nginx->start(app => $app, edit => sub {
        $edited += s{(upstream kidepot \{)}{$1 keepalive 32; keepalive_timeout 600s;} + m{^\s*fastcgi_keep_conn on;}m;
    });
    is($edited, 2, 'keepalive 32, fastcgi_keep_conn on');
    flood($web, qr/^200$/);
    $web->stop;
};

subtest 'Apache' => sub {
    my $edited = 0;
    my $web = KiDepot::Apache->start(way => 'proxy-fcgi', app => $app, edit => sub { $edited += s{enablereuse=off}{enablereuse=on max=32} });
    is($edited, 1, 'enablereuse=on');
    # Apache does not ask again when a kept connection turns out to be closed, so a
    # request may be lost on one; that is why the shipped file says off.
    flood($web, qr/^(200|503|closed)$/);
    $web->stop;
};

subtest 'as shipped' => sub {
    my $web = KiDepot::Nginx->start(app => $app);
    flood($web, qr/^200$/);
    $web->stop;
};

$app->stop;
done_testing;
