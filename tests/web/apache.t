# Apache with the shipped files, in each of the three ways.
use v5.28;
use warnings;
use Compress::Zlib ();
use KiDepot::Apache;
use KiDepot::App;
use KiDepot::Database;
use KiDepot::Http;
use KiDepot::Sandbox qw(wait_until);
use KiDepot::SameEverywhere;
use Test::More;

my $database = KiDepot::Database->new(demo => 1);
my $token = $database->token;
my %good = (Authorization => "Token $token");
my $app = KiDepot::App->start(database => $database);
my %settings = (conninfo => $database->conninfo('web'), admin_conninfo => $database->conninfo('admin'));

sub check_more {
    my ($web) = @_;
    my $get = sub { KiDepot::Http::request($web->port, 'GET', @_) };
    my $plain = $get->('/kidepot/v1/categories.json', \%good);
    my $packed = $get->('/kidepot/v1/categories.json', { %good, 'Accept-Encoding' => 'gzip,deflate' });
    is($packed->{headers}{'content-encoding'}, 'gzip', 'gzip for a client that says so');
    is($packed->{headers}{vary}, 'Accept-Encoding', 'and caches are told');
    is(Compress::Zlib::memGunzip($packed->{body}), $plain->{body}, 'it unpacks to the same bytes');
    is($plain->{headers}{'content-encoding'}, undef, 'not for another');

    my $client = KiDepot::Http->connect($web->port);
    is($client->request('GET', '/kidepot/v1/', \%good)->{status}, 200, "request $_ of a connection") for 1 .. 3;

    is_problem($get->("/kidepotx/v1/", \%good), 404, 'beside the prefix');
    unlike($web->access_log(4) . $web->error_log, qr/kd_/, 'the logs hold no token');
}

# Apache hands the words of a query without "=" to a CGI program as if they were
# typed behind its name.
sub check_query_is_no_option {
    my ($web) = @_;
    my $file = $web->dir . '/from-a-client.log';
    for my $query ('--help', '--sample', '--check', "--log-file+$file", "--log-file%3D$file", '--conninfo+dbname%3Dnone') {
        my $answer = KiDepot::Http::request($web->port, 'GET', "/kidepot/v1/?$query", \%good);
        is($answer->{status}, 200, "a query \"$query\" changes nothing");
        is($answer->{body}, '{"categories":"","parts":""}', 'and the answer is the same');
    }
    ok(!-e $file, 'no client has a file written');
}

subtest 'mod_proxy_fcgi' => sub {
    my $web = KiDepot::Apache->start(way => 'proxy-fcgi', app => $app);
    check_same($web, $app->socket, $database, $token);
    check_more($web);
    $web->stop;
};

subtest 'mod_fcgid' => sub {
    my $web = KiDepot::Apache->start(way => 'fcgid', settings => \%settings);
    check_same($web, $app->socket, $database, $token);
    check_more($web);
    $web->stop;
    ok(wait_until(sub { $web->error_log =~ /stopped\n/ }), 'the program ends with Apache');
    like($web->error_log, qr/started, 1 workers/, 'and had as many workers as mod_fcgid uses');
};

for my $module (qw(cgid cgi)) {
    subtest "mod_$module" => sub {
        my $web = KiDepot::Apache->start(way => 'cgi', settings => \%settings, modules => { cgid => $module });
        check_same($web, $app->socket, $database, $token);
        check_more($web) if $module eq 'cgid';
        check_query_is_no_option($web);
        $web->stop;
    };
}

$app->stop;
done_testing;
