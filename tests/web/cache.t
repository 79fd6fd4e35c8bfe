# The optional cache of nginx: of one second, for each token its own.
use v5.28;
use warnings;
use Compress::Zlib ();
use KiDepot::App;
use KiDepot::Database;
use KiDepot::Fcgi;
use KiDepot::Http;
use KiDepot::Metrics;
use KiDepot::Nginx;
use KiDepot::Sandbox qw(root read_text wait_until);
use KiDepot::SameEverywhere;
use Test::More;
use Time::HiRes qw(time sleep);

my $database = KiDepot::Database->new(demo => 1);
my $token = $database->token;
my %good = (Authorization => "Token $token");
# One worker: what it knows, all that answer here know.
my $app = KiDepot::App->start(database => $database, settings => { workers => 1, kept_memory => 0 });
my $web = KiDepot::Nginx->start(app => $app, cache => 1,
    edit => sub { s{^(fastcgi_cache \$kidepot_cache;)}{$1 add_header X-Cache \$upstream_cache_status always;}m });
my ($category, $part) = split /\t/, $database->psql('select category_id, id from kicad.part order by id limit 1');
my $listing = "/kidepot/v1/parts/category/$category.json";

sub get { KiDepot::Http::request($web->port, 'GET', @_) }
# What the program itself answers, without nginx; true when it fits.
sub says {
    my ($path, $token, $wanted) = @_;
    my $answer = KiDepot::Fcgi::request($app->socket, { PATH_INFO => $path, HTTP_AUTHORIZATION => "Token $token" });
    return "$answer->{status} $answer->{body}" =~ $wanted;
}

sub state_of { $_[0]{headers}{'x-cache'} // 'none' }

# Asks until it comes from the cache.
sub kept {
    my @request = @_;
    my $answer;
    wait_until(sub { $answer = get(@request); state_of($answer) eq 'HIT' }) or die "$request[0] is never kept\n";
    return $answer;
}

# Until the second ends that it was called in.
sub next_second {
    my $end = int(time) + 1;
    sleep $end - time while time < $end;
}

subtest 'kept' => sub {
    for my $path ('/kidepot/v1/', '/kidepot/v1', '/kidepot/v1/categories.json', $listing, "/kidepot/v1/parts/$part.json",
        '/plugin/kicad-library-plugin/v1/categories.json') {
        my $first = get($path, \%good);
        my $kept = kept($path, \%good);
        is("$kept->{status} $kept->{body}", "200 $first->{body}", "$path: the same bytes");
        is($kept->{headers}{$_}, $first->{headers}{$_}, "... and $_")
            for 'content-type', 'content-length', 'cache-control', 'x-content-type-options';
    }
    next_second();
    my $name = 'kidepot_requests_total{route="/v1/categories.json",status="200"}';
    my $before = KiDepot::Metrics::get($app)->{metrics}{$name};
    my $start = int time;
    is(scalar(grep { get('/kidepot/v1/categories.json', \%good)->{status} != 200 } 1 .. 50), 0, '50 requests');
    my $asked = KiDepot::Metrics::get($app)->{metrics}{$name} - $before;
    cmp_ok($asked, '<=', time - $start + 1, "the program was asked once a second: $asked times");
};

my $cache = $web->dir . '/nginx.tmp/cache';
my @first_files = glob "$cache/*/*/*";
cmp_ok(scalar @first_files, '>', 0, 'there are files');

subtest 'changes' => sub {
    for my $n (1 .. 3) {
        kept("/kidepot/v1/parts/$part.json", \%good);
        $database->psql("update kidepot.part set description = 'changed $n' where id = $part", 'writer');
        ok(wait_until(sub { says("/v1/parts/$part.json", $token, qr/"changed $n"/) }), 'the program knows of a change');
        next_second();
        like(get($_, \%good)->{body}, qr/"changed $n"/, "$_: the next second shows it") for "/kidepot/v1/parts/$part.json", $listing;
    }
};

subtest 'tokens' => sub {
    my $revoked = $database->token(name => 'lost laptop');
    my %lost = (Authorization => "Token $revoked");
    for my $path ('/kidepot/v1/', $listing) {
        is(kept($path, \%good)->{status}, 200, "$path is kept for one");
        is_problem(get($path, $_), 401, 'not for who has none') for {}, { Authorization => '' }, { Authorization => 'Token ' },
            { Authorization => "Basic $token" }, { Authorization => 'Token ' . substr $token, 0, -1 },
            { Authorization => 'Token kd_00000000_' . '0' x 64 }, { 'X-Authorization' => "Token $token" };
    }
    kept($listing, \%lost);
    $database->psql(q{update kidepot.token set revoked_at = now() where name = 'lost laptop'}, 'writer');
    ok(wait_until(sub { says('/v1/', $revoked, qr/^401/) }), 'the program knows that it is revoked');
    next_second();
    is_problem(get($listing, \%lost), 401, 'a revoked one is refused in the next second');
    $database->psql(q{update kidepot.token set revoked_at = null where name = 'lost laptop'}, 'writer');
    ok(wait_until(sub { says('/v1/', $revoked, qr/^200/) }), 'the program knows that it is good again');
    is(get($listing, \%lost)->{status}, 200, 'the refusal itself is not kept');

    # One sees all categories, another a single one: each its own, at the same time.
    my $one = $database->psql('select name from kidepot.category where parent_id is null order by id limit 1');
    my %some = (Authorization => 'Token ' . $database->token(categories => [$one]));
    my $path = '/kidepot/v1/categories.json';
    my ($all, $few) = (get($path, \%good)->{body}, get($path, \%some)->{body});
    isnt($all, $few, 'a token of one category sees less');
    my $wrong = 0;
    for (1 .. 40) {
        $wrong++ if get($path, \%good)->{body} ne $all;
        $wrong++ if get($path, \%some)->{body} ne $few;
    }
    is($wrong, 0, 'and neither ever gets what is the other\'s');
    is(state_of(kept($path, \%some)), 'HIT', 'both are kept');
};

subtest 'what an answer depends on' => sub {
    my %agent = map { ($_ => { %good, 'User-Agent' => $_ }) } 'KiCad/9.0.8+1 (a)', 'KiCad/10.0.6 (a)', 'curl/8';
    my %body = map { ($_ => get($listing, $agent{$_})->{body}) } keys %agent;
    isnt($body{'KiCad/9.0.8+1 (a)'}, $body{'curl/8'}, 'KiCad 9 has rows of its own');
    for my $agent (sort keys %agent) {
        is(kept($listing, $agent{$agent})->{body}, $body{$agent}, "$agent: its own rows");
    }
    is(state_of(kept($listing, { %good, 'User-Agent' => 'KiCad/9.0.8+1 (b)' })), 'HIT', 'KiCad 9 on another system');
    my $packed = kept($listing, { %good, 'Accept-Encoding' => 'gzip,deflate' });
    is($packed->{headers}{'content-encoding'}, 'gzip', 'packed');
    is(Compress::Zlib::memGunzip($packed->{body}), $body{'curl/8'}, 'the same when unpacked');
    is(kept($listing, \%good)->{headers}{'content-encoding'}, undef, 'not packed for another');
    is(kept($listing, { %good, 'Accept-Encoding' => 'gzip;q=0' })->{headers}{'content-encoding'}, undef, 'nor for who refuses');
    my $head = KiDepot::Http::request($web->port, 'HEAD', $listing, \%good);
    is("$head->{status} $head->{body}", '200 ', 'HEAD');
    is(kept($listing, \%good)->{body}, $body{'curl/8'}, 'GET after HEAD has its body');
    is(kept("$listing?x=1", \%good)->{body}, $body{'curl/8'}, 'with a query');
};

subtest 'what is never kept' => sub {
    my %admin = (Authorization => 'Token ' . $database->token(scope => 'admin'), 'Content-Type' => 'application/json');
    for my $prefix ('/kidepot', '/plugin/kicad-library-plugin') {
        for my $n (1 .. 5) {
            my $made = KiDepot::Http::request($web->port, 'POST', "$prefix/api/supplier/", \%admin, qq({"name":"$prefix $n"}));
            is("$made->{status} " . state_of($made), '201 none', "$prefix: POST");
            my $list = get("$prefix/api/supplier/", \%admin);
            is(state_of($list), 'none', "$prefix: /api/ does not look at the cache");
            like($list->{body}, qr/"\Q$prefix\E $n"/, '... and shows it at once');
        }
    }
    is(state_of(get('/kidepot/api/openapi.json')), 'none', 'nor does openapi.json');
    for my $n (1 .. 10) {
        is(state_of(get('/kidepot/v1/parts/999999999.json', \%good)), 'MISS', 'a 404') if $n % 2;
        is(KiDepot::Http::request($web->port, 'POST', $listing, \%good)->{status}, 405, 'POST') if $n == 1;
    }
    is(state_of(get($_)), 'none', $_) for '/healthz', '/metrics';
};

# How many of 20 that ask for the same at once come through, the first of which takes longer.
sub come_through {
    my ($web) = @_;
    my $name = 'kidepot_requests_total{route="/v1/categories.json",status="200"}';
    my $before = KiDepot::Metrics::get($app)->{metrics}{$name};
    next_second();
    $database->hold_categories;
    my @clients = map { KiDepot::Http->connect($web->port) } 1 .. 20;
    $_->send_raw("GET /kidepot/v1/categories.json HTTP/1.1\r\nHost: a\r\nAuthorization: Token $token\r\n\r\n") for @clients;
    ok(wait_until(sub { $database->psql(q{select count(*) from pg_stat_activity
        where datname = current_database() and usename = 'kidepot_web' and state = 'active'}) > 0 }), 'the first is under way');
    $database->let_go;
    is(scalar(grep { ($_->read_response->{status} // 0) == 200 } @clients), 20, 'all are answered');
    return KiDepot::Metrics::get($app)->{metrics}{$name} - $before;
}

subtest 'many at once' => sub {
    come_through($web);
    # A loaded machine takes longer than the shipped time-out for anything; and the second may
    # change while they come.
    my $patient = KiDepot::Nginx->start(app => $app, cache => 1,
        edit => sub { s{^(fastcgi_cache_lock_timeout) .*}{$1 15s;}m });
    my $asked = come_through($patient);
    cmp_ok($asked, '<', 20, "who asks the same waits for the first: $asked of 20 came through");
    $patient->stop;
};

subtest 'the files' => sub {
    is(sprintf('%o', (stat $cache)[2] & 0777), '700', 'nobody else may look');
    ok(wait_until(sub { !grep { -f } @first_files }), 'are removed when nobody asks any more');
};

subtest 'the program is away' => sub {
    kept('/kidepot/v1/', \%good);
    $app->stop;
    next_second();
    is_problem(get('/kidepot/v1/', \%good), 502, 'nothing older is served');
};

$web->stop;
unlike($web->access_log . $web->error_log, qr/kd_[0-9a-f]{8}_/, 'the logs hold no token');
done_testing;
