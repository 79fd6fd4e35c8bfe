# nginx with the shipped files, at the shipped prefix and at others.
use v5.28;
use warnings;
use Compress::Zlib ();
use KiDepot::App;
use KiDepot::Database;
use KiDepot::Http;
use KiDepot::Nginx;
use KiDepot::Sandbox qw(wait_until);
use KiDepot::SameEverywhere;
use Test::More;

my $database = KiDepot::Database->new(demo => 1);
my $token = $database->token;
my %good = (Authorization => "Token $token");
my $app = KiDepot::App->start(database => $database, settings => { io_timeout => 600_000 });
my $web = KiDepot::Nginx->start(app => $app);

is($web->prefix, '/kidepot', 'the shipped prefix');
check_same($web, $app->socket, $database, $token);

sub get { KiDepot::Http::request($web->port, 'GET', @_) }

subtest 'gzip' => sub {
    my $plain = get('/kidepot/v1/categories.json', \%good);
    my $packed = get('/kidepot/v1/categories.json', { %good, 'Accept-Encoding' => 'gzip,deflate' });
    is($packed->{headers}{'content-encoding'}, 'gzip', 'for a client that says so');
    is($packed->{headers}{vary}, 'Accept-Encoding', 'and caches are told');
    is(Compress::Zlib::memGunzip($packed->{body}), $plain->{body}, 'unpacks to the same bytes');
    is($plain->{headers}{'content-encoding'}, undef, 'not for another');
};

subtest 'one connection, many requests' => sub {
    my $client = KiDepot::Http->connect($web->port);
    is($client->request('GET', '/kidepot/v1/', \%good)->{status}, 200, "request $_") for 1 .. 5;
    is($client->request('GET', '/kidepot/v1/', {})->{status}, 401, 'a refusal in between');
    is($client->request('GET', '/kidepot/v1/categories.json', \%good)->{status}, 200, 'and on it goes');
};

subtest 'beside the prefix' => sub {
    for my $path ('/kidepotx/v1/', '/kidepot/kidepot/v1/', '/kidepot/x/v1/') {
        is_problem(get($path, \%good), 404, $path);
    }
    is(get('/v1/', \%good)->{status}, 404, 'the rest of the host is not ours');
    is(get('/.kidepot-problem', \%good)->{status}, 404, 'errors cannot be asked for');
};

subtest 'logs' => sub {
    unlike($web->access_log(3) . $web->error_log, qr/kd_|wrong/, 'hold no token');
    unlike(get('/kidepot/v1/', {})->{headers}{server}, qr/\d/, 'and nginx does not tell its version');
};

subtest 'an answer larger than the buffers' => sub {
    my ($category) = $database->psql('select category_id from kicad.part limit 1');
    $database->psql(<<~SQL);
        insert into kidepot.part (category_id, name, description)
        select $category, 'bulk ' || n, repeat('µ ', 150) || n from generate_series(1, 13000) n;
        SQL
    my $taken = sub { scalar(() = $app->log =~ m{ path=/v1/parts/category/$category\.json status=200 }g) };
    my $asked = $taken->();
    my $answer = get("/kidepot/v1/parts/category/$category.json", \%good);
    is($answer->{status}, 200, 'arrives');
    cmp_ok(length $answer->{body}, '>', 12_000_000, sprintf 'all %d bytes', length $answer->{body});
    is(length $answer->{body}, $answer->{headers}{'content-length'}, 'as announced');
    my $packed = get("/kidepot/v1/parts/category/$category.json", { %good, 'Accept-Encoding' => 'gzip' });
    ok(Compress::Zlib::memGunzip($packed->{body}) eq $answer->{body}, 'and packed');
    # Who reads slowly keeps no worker.
    my @slow = map { KiDepot::Http->connect($web->port) } 1 .. 4;
    ok(wait_until(sub { $taken->() >= $asked + 2 }), 'the log knows of both');
    $_->send_raw("GET /kidepot/v1/parts/category/$category.json HTTP/1.1\r\nHost: a\r\nAuthorization: Token $token\r\n\r\n")
        for @slow;
    ok(wait_until(sub { $taken->() >= $asked + 6 }), 'four who do not read: each worker is done with them');
    is(get('/kidepot/v1/', \%good)->{status}, 200, 'four who do not read are in nobody\'s way');
};
$web->stop;

for my $other (['/deep/er/parts', '/deep/er/parts'], ['', '/']) {
    my ($prefix, $location) = @$other;
    subtest "at the prefix \"$prefix\"" => sub {
        my $edited = 0;
        my $web = KiDepot::Nginx->start(app => $app, edit => sub {
            $edited += s{/kidepot(?= \{ *# prefix)}{$location} + s{/kidepot(?=\).*# prefix)}{$prefix};
        });
        is($edited, 2, 'two lines to change');
        for my $path ('/v1/', '/v1', '/v1/categories.json') {
            my $answer = KiDepot::Http::request($web->port, 'GET', $prefix . $path, \%good);
            is($answer->{status}, 200, $path);
        }
        is_problem(KiDepot::Http::request($web->port, 'GET', "$prefix/v1/", {}), 401, 'without token');
        is_problem(KiDepot::Http::request($web->port, 'GET', "$prefix/v1//", \%good), 404, 'doubled slash');
        $web->stop;
    };
}

subtest 'in Debian\'s own nginx.conf' => sub {
    my $debian = '/etc/nginx/nginx.conf';
    my $settings = KiDepot::Sandbox::read_text($debian);
    plan skip_all => "there is no $debian with conf.d and sites-enabled" if $settings !~ m{conf\.d/.*sites-enabled/}s;
    my $web = KiDepot::Nginx->start(app => $app, edit => sub {
        my ($server) = m{^(    server \{.*?^    \}\n)}ms or return;
        my ($http) = m{^(    include .*kidepot-http\.conf;)}m;
        my ($pid) = m{^(pid .*)}m;
        my $temporary = join '', m{^ +\w+_temp_path .*\n}mg;
        my ($access_log) = m{^( +access_log .*)}m;
        $_ = $settings =~ s{^user .*}{daemon off;}mr =~ s{^pid .*}{$pid}mr =~ s{^error_log .*}{}mr
            =~ s{^\s*access_log .*}{$access_log}mr =~ s{^include /etc/nginx/modules-enabled.*}{}mr
            =~ s{^\s*include /etc/nginx/conf\.d/.*}{$temporary$http}mr =~ s{^\s*include /etc/nginx/sites-enabled/.*}{$server}mr;
    });
    my $get = sub { KiDepot::Http::request($web->port, 'GET', '/kidepot' . $_[0], $_[1]) };
    is($get->('/v1/categories.json', \%good)->{headers}{'content-type'}, 'application/json; charset=utf-8', 'an answer');
    is_problem($get->('/v1/categories.json', {}), 401, 'a refusal');
    is_problem($get->('/v1/categories.json/' . 'a' x 9000, {}), 414, 'an error of nginx\'s own');
    $web->stop;
};

subtest 'over TCP' => sub {
    my $port = KiDepot::Sandbox::free_port();
    my $app = KiDepot::App->start(database => $database, settings => { listen => "127.0.0.1:$port" });
    my $web = KiDepot::Nginx->start(socket => '/none', edit => sub { s{server unix:\S+}{server 127.0.0.1:$port}g });
    is(KiDepot::Http::request($web->port, 'GET', '/kidepot/v1/', \%good)->{status}, 200, 'the same answer');
    $web->stop;
    $app->stop;
};

$app->stop;
done_testing;
