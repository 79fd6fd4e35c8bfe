# /healthz and /metrics where the shipped files put them.
use v5.28;
use warnings;
use IO::Socket::INET;
use KiDepot::Apache;
use KiDepot::App;
use KiDepot::Database;
use KiDepot::Http;
use KiDepot::Metrics;
use KiDepot::Nginx;
use KiDepot::SameEverywhere;
use Test::More;

my $database = KiDepot::Database->new;
my $token = $database->token;
my %good = (Authorization => "Token $token");
my $app = KiDepot::App->start(database => $database);
my %settings = (conninfo => $database->conninfo('web'));

sub check_health {
    my ($web) = @_;
    my $get = sub { KiDepot::Http::request($web->port, @_) };
    my $answer = $get->('GET', '/healthz');
    is("$answer->{status} $answer->{body}", '200 {"status":"ok"}', '/healthz without a token');
    is($answer->{headers}{'content-type'}, 'application/json; charset=utf-8', 'its type');
    is($get->('GET', '/healthz?x=1', { 'Kidepot-Location' => 'metrics' })->{body}, '{"status":"ok"}', 'whatever is behind it');
    is($get->('HEAD', '/healthz')->{status}, 200, 'HEAD');
    is($get->('POST', '/healthz', {}, 'x')->{status}, 405, 'POST');
    for my $path ('/kidepot/healthz', '/kidepot/metrics', '/plugin/kicad-library-plugin/healthz', '/plugin/kicad-library-plugin/metrics') {
        is_problem($get->('GET', $path, { %good, 'Kidepot-Location' => $path =~ /metrics/ ? 'metrics' : 'health',
            KIDEPOT_LOCATION => 'metrics' }), 404, $path);
    }
    is($get->('GET', $_, \%good)->{status}, 404, "$_: not here") for '/healthz/', '/healthz/v1/', '/metrics/', '/metrics/v1/', '/metricsx';
}

sub check_metrics {
    my ($web) = @_;
    my $answer = KiDepot::Http::request($web->port, 'GET', '/metrics');
    is($answer->{status}, 200, '/metrics from loopback');
    is($answer->{headers}{'content-type'}, 'text/plain; version=0.0.4; charset=utf-8', 'its type');
    my $metrics = KiDepot::Metrics::parse($answer->{body});
    cmp_ok($metrics->{'kidepot_requests_total{route="/healthz",status="200"}'} // 0, '>', 0, 'what Prometheus can read');
    is(KiDepot::Http::request($web->port, 'POST', '/metrics', {}, 'x')->{status}, 405, 'POST');
}

# From another address of this machine than the one that the files let in.
sub check_outside {
    my ($web) = @_;
    my $ask = sub {
        my $socket = IO::Socket::INET->new(LocalAddr => '127.0.0.2', PeerAddr => '127.0.0.1', PeerPort => $web->port)
            or die "cannot connect: $!\n";
        return KiDepot::Http->connect($socket)->request('GET', $_[0], { Connection => 'close', %good,
            'X-Forwarded-For' => '127.0.0.1', Forwarded => 'for=127.0.0.1' });
    };
    is_problem($ask->('/metrics'), 403, '/metrics from elsewhere');
    is($ask->('/healthz')->{status}, 200, '/healthz from elsewhere');
}

subtest 'nginx' => sub {
    my $web = KiDepot::Nginx->start(app => $app);
    check_health($web);
    check_metrics($web);
    check_outside($web);
    $web->stop;
};

subtest 'nginx with nobody behind it' => sub {
    my $web = KiDepot::Nginx->start(socket => '/none');
    is_problem(KiDepot::Http::request($web->port, 'GET', $_), 502, $_) for '/healthz', '/metrics';
    $web->stop;
};

subtest 'nginx with the whole host as prefix' => sub {
    my $web = KiDepot::Nginx->start(app => $app, edit => sub {
        s{/kidepot(?= \{ *# prefix)}{/} + s{/kidepot(?=\).*# prefix)}{};
    });
    is(KiDepot::Http::request($web->port, 'GET', '/v1/', \%good)->{status}, 200, 'KiCad\'s');
    is(KiDepot::Http::request($web->port, 'GET', '/healthz')->{status}, 200, '/healthz');
    check_metrics($web);
    is_problem(KiDepot::Http::request($web->port, 'GET', '/metrics/', \%good), 404, 'and nothing more');
    $web->stop;
};

subtest 'mod_proxy_fcgi' => sub {
    my $web = KiDepot::Apache->start(way => 'proxy-fcgi', app => $app);
    check_health($web);
    check_metrics($web);
    check_outside($web);
    $web->stop;
};

for my $way (qw(fcgid cgi)) {
    subtest "mod_$way" => sub {
        my $web = KiDepot::Apache->start(way => $way, settings => \%settings);
        check_health($web);
        is(KiDepot::Http::request($web->port, 'GET', '/metrics')->{status}, 404, 'no /metrics: each process would tell its own');
        $web->stop;
    };
}

$app->stop;
done_testing;
