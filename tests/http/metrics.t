# What the program counts, and how it is told: /metrics and /healthz, each in a location
# of its own.
use v5.28;
use warnings;
use Test::More;
use KiDepot::App;
use KiDepot::Cgi;
use KiDepot::Database;
use KiDepot::Fcgi;
use KiDepot::Metrics;
use KiDepot::Sandbox qw(root read_text wait_until);

my $database = KiDepot::Database->new(own_cluster => 1);
$database->psql(read_text(root() . '/tests/cases/catalogue.sql'), 'writer');
my $token = $database->token;
my %good = (HTTP_AUTHORIZATION => "Token $token");
my $app = KiDepot::App->start(database => $database, settings => { workers => 3, retry_max => 200 });

sub ask { my ($path, %more) = @_; KiDepot::Fcgi::request($app->socket, { PATH_INFO => $path, %more }) }
sub metrics { KiDepot::Metrics::get($app)->{metrics} }
sub health { ask('/healthz', KIDEPOT_LOCATION => 'health', @_) }

# A request is counted after its answer is sent.
sub becomes {
    my ($name, $wanted, $what) = @_;
    my $seen;
    ok(wait_until(sub { ($seen = metrics()->{$name} // 0) == $wanted }), "$what: $name") or diag "it is $seen";
}

subtest 'the location' => sub {
    for my $path ('/metrics', '/healthz') {
        is(ask($path)->{status}, 404, "$path is nothing without the mark of the location");
        is(ask($path, %good)->{status}, 404, "$path, with a token");
        is(ask($path, HTTP_KIDEPOT_LOCATION => 'metrics')->{status}, 404, "$path: no header of a client is the mark");
        is(ask($path, KIDEPOT_LOCATION => $_)->{status}, 404, "$path in the location \"$_\"")
            for '', 'other', $path eq '/metrics' ? 'health' : 'metrics';
    }
    for my $location ('metrics', 'health', 'other') {
        is(ask($_, %good, KIDEPOT_LOCATION => $location)->{status}, 404, "$_ in the location \"$location\"")
            for '/v1/', '/api/supplier/', '/api/openapi.json', '/metrics/', '/metrics/x', '/healthz/';
    }
    my $answer = KiDepot::Metrics::get($app);
    is($answer->{status}, 200, '/metrics in its location needs no token');
    is($answer->{headers}{'content-type'}, 'text/plain; version=0.0.4; charset=utf-8', 'its type');
    is($answer->{headers}{'cache-control'}, 'no-store', 'nobody keeps it');
    is(length $answer->{body}, $answer->{headers}{'content-length'}, 'its length');
    my $head = ask('/metrics', KIDEPOT_LOCATION => 'metrics', REQUEST_METHOD => 'HEAD');
    is("$head->{status} $head->{body}", '200 ', 'HEAD');
    is(ask('/metrics', KIDEPOT_LOCATION => 'metrics', REQUEST_METHOD => 'POST')->{status}, 405, 'it can only be read');
    my $cgi = KiDepot::Cgi::request('kidepot.fcgi', { KIDEPOT_CONNINFO => $database->conninfo('web'),
        REQUEST_METHOD => 'GET', PATH_INFO => '/metrics', KIDEPOT_LOCATION => 'metrics' });
    is($cgi->{status}, 404, 'plain CGI counts nothing');
};

# What reads the figures here is as strict as Prometheus.
subtest 'the format' => sub {
    my $good = KiDepot::Metrics::get($app)->{body};
    my %breach = (
        'no end of the last line' => sub { s/\n\z// },
        'a blank at the end' => sub { s/$/ /m },
        'a counter without _total' => sub { s/kidepot_left_out_total/kidepot_left_out/g },
        'a gauge with _total' => sub { s/(# TYPE kidepot_left_out_total) counter/$1 gauge/ },
        'a series twice' => sub { s/^(kidepot_left_out_total .*\n)/$1$1/m },
        'no HELP' => sub { s/^# HELP kidepot_left_out_total.*\n//m },
        'no TYPE' => sub { s/^# TYPE kidepot_left_out_total.*\n//m },
        'a family in two places' => sub { s/^(kidepot_workers\{state="leaving"\}.*\n)//m; $_ .= $1 },
        'a quote in a label' => sub { s/state="leaving"/state="lea"ving"/ },
        'no number' => sub { s/^(kidepot_left_out_total) .*/$1 none/m },
        'buckets that fall' => sub { s/le="0.0001"\} \d+/le="0.0001"} 999999/ },
        'no last bucket' => sub { s/^.*le="\+Inf".*\n//mg },
        'another count' => sub { s/(duration_seconds_count\{[^}]*\}) \d+/$1 999999/ },
        'no sum' => sub { s/^.*duration_seconds_sum.*\n//m },
    );
    for my $what (sort keys %breach) {
        local $_ = $good;
        $breach{$what}->();
        isnt($_, $good, "$what: in the text");
        ok(!eval { KiDepot::Metrics::parse($_); 1 }, '... is found');
    }
};

subtest 'requests' => sub {
    my $before = metrics();
    ask('/v1/', %good) for 1 .. 7;
    ask('/v1/parts/10.json', %good) for 1 .. 3;
    ask('/v1/parts/11.json', %good, REQUEST_METHOD => 'HEAD');
    ask('/v1/parts/none.json', %good);
    ask('/v1/');
    ask('/nothing', %good);
    ask('/v1/', %good, REQUEST_METHOD => 'POST');
    becomes('kidepot_requests_total{route="/v1/",status="200"}', 7, 'good ones');
    becomes('kidepot_requests_total{route="/v1/",status="401"}', 1, 'without a token');
    becomes('kidepot_requests_total{route="/v1/parts/{id}.json",status="200"}', 4, 'those with an id are together');
    becomes('kidepot_requests_total{route="/v1/parts/{id}.json",status="404"}', 1, 'no part');
    my $none = 'kidepot_requests_total{route="none",status="405"}';
    becomes($none, ($before->{$none} // 0) + 1, 'a method that is not taken');
    my $after = metrics();
    my $took = 'kidepot_request_duration_seconds';
    is($after->{"${took}_count{route=\"/v1/\"}"}, 8, 'their times are counted');
    cmp_ok($after->{"${took}_sum{route=\"/v1/\"}"}, '>', 0, 'and added up');
    is(scalar(grep { /^${took}_bucket\{route="\/v1\/",/ } keys %$after), 15, 'in as many buckets as docs/deploy.md says');
    my $size = length ask('/v1/parts/11.json', %good)->{body};
    my $sent = $after->{kidepot_sent_bytes_total};
    cmp_ok($sent - $before->{kidepot_sent_bytes_total}, '>', 2 * $size, 'bytes are counted');
    becomes('kidepot_requests_in_flight', 1, 'the one that asks is under way');
};

subtest 'rows that are left out' => sub {
    my $before = metrics()->{kidepot_left_out_total};
    $database->psql(<<~'SQL', 'owner');
        set role kidepot_owner;
        create or replace view kicad.category as
            select '1'::text as id, '' as name, null as description, null::text[] as own_category_ids;
        SQL
    # A view that is another one is noticed within a second.
    ok(wait_until(sub { ask('/v1/categories.json', %good)->{body} eq '[]' }), 'a category without a name');
    becomes('kidepot_left_out_total', $before + 1, 'it is counted');
};

subtest 'the program' => sub {
    my $metrics = metrics();
    my ($version) = read_text(root() . '/VERSION') =~ /(\S+)/;
    is($metrics->{"kidepot_build_info{version=\"$version\"}"}, 1, 'its version');
    my $age = time - $metrics->{kidepot_start_time_seconds};
    ok($age >= 0 && $age < 3600, 'when it was started') or diag $age;
    is($metrics->{kidepot_workers_wanted}, 3, 'workers wanted');
    is($metrics->{'kidepot_workers{state="serving"}'}, 3, 'workers that serve');
    for my $process ('process="master",worker=""', map { "process=\"worker\",worker=\"$_\"" } 0 .. 2) {
        cmp_ok($metrics->{"kidepot_resident_memory_bytes{$process}"} // 0, '>', 100_000, "memory of {$process}");
    }
};

subtest 'docs/deploy.md' => sub {
    my $body = KiDepot::Metrics::get($app)->{body};
    my ($table) = read_text(root() . '/docs/deploy.md') =~ /^\| series \| what it says \|\n(.*?)\n\n/ms;
    my %documented = map { ($_ => 1) } $table =~ /`(kidepot_\w+)(?:\{[a-z,]+\})?`/g;
    my %there = map { ($_ => 1) } $body =~ /^# TYPE (\w+)/mg;
    is_deeply(\%documented, \%there, 'names each series, and no other');
};

subtest 'a worker that is killed' => sub {
    my $before = metrics();
    my ($victim) = $app->worker_pids;
    kill 'KILL', $victim;
    becomes('kidepot_worker_restarts_total', 1, 'it is counted');
    becomes('kidepot_workers{state="serving"}', 3, 'another takes its place');
    my $after = metrics();
    my @fallen = grep { /_total|_bucket|_count|_sum/ && $after->{$_} < $before->{$_} } keys %$before;
    is_deeply(\@fallen, [], 'nothing that was counted falls');
    my $numbers = sub { my $metrics = metrics(); join ' ', map { /^kidepot_database_up\{worker="(\d+)"\}/ } sort keys %$metrics };
    ok(wait_until(sub { $numbers->() eq '0 1 2' }), 'and it has the other\'s number');
};

# Old ones finish while new ones serve.
subtest 'reload' => sub {
    my $before = metrics();
    $database->hold_categories;
    my $slow = KiDepot::Fcgi->connect($app->socket);
    $slow->send_request({ PATH_INFO => '/v1/categories.json', %good });
    ok($database->wait_for_held(1), 'a request is under way');
    $app->configure(workers => 5);
    $app->signal('HUP');
    becomes('kidepot_workers_wanted', 5, 'more of them');
    becomes('kidepot_workers{state="serving"}', 5, 'more of them');
    becomes('kidepot_workers{state="leaving"}', 1, 'an old one has not finished');
    becomes('kidepot_requests_in_flight', 2, 'its request is under way');
    $database->let_go;
    is($slow->read_response->{status}, 200, 'it finishes');
    my $name = 'kidepot_requests_total{route="/v1/categories.json",status="200"}';
    becomes($name, $before->{$name} + 1, 'and is counted');
    becomes('kidepot_workers{state="leaving"}', 0, 'then it is gone');
    $app->configure(workers => 1);
    $app->signal('HUP');
    becomes('kidepot_workers{state="serving"}', 1, 'fewer of them');
    becomes('kidepot_workers{state="leaving"}', 0, 'the others are gone');
    my $after = metrics();
    my @fallen = grep { /_total|_bucket|_count|_sum/ && ($after->{$_} // 0) < $before->{$_} } keys %$before;
    is_deeply(\@fallen, [], 'nothing that was counted falls');
    is(metrics()->{kidepot_worker_restarts_total}, 1, 'a reload is no restart');
};

subtest 'the database' => sub {
    my $up = sub { my $metrics = metrics(); return join ' ', map { $metrics->{$_} } grep { /^kidepot_database_up/ } sort keys %$metrics };
    my $since = sub { KiDepot::Metrics::sum(metrics(), qr/^kidepot_database_changed_timestamp_seconds/) };
    is(ask('/v1/', %good)->{status}, 200, 'a request');
    ok(wait_until(sub { $up->() eq '1' }), 'it answers');
    my $before = $since->();
    ok($before <= time && $before > time - 3600, 'since when');
    my $answer = health();
    is("$answer->{status} $answer->{body}", '200 {"status":"ok"}', '/healthz');
    is($answer->{headers}{'content-type'}, 'application/json; charset=utf-8', 'its type');
    is(health(REQUEST_METHOD => 'HEAD')->{status}, 200, 'HEAD');

    $database->psql(q{alter role kidepot_web set log_statement = 'all'}, 'super');
    $database->psql('checkpoint');
    $database->stop_server;
    ok(wait_until(sub { health()->{status} == 503 }), 'away: 503');
    $answer = health();
    is($answer->{body}, '{"status":"away"}', 'in a word');
    ok(wait_until(sub { $up->() eq '0' }), 'the figures say so');
    cmp_ok($since->(), '>=', $before, 'and since when');
    $database->start_server;
    ok(wait_until(sub { health()->{status} == 200 }), 'back: 200, without another request');
    ok(wait_until(sub { $up->() eq '1' }), 'the figures say so');

    my $cgi = sub { KiDepot::Cgi::request('kidepot.fcgi', { KIDEPOT_CONNINFO => $_[0],
        REQUEST_METHOD => 'GET', PATH_INFO => '/healthz', KIDEPOT_LOCATION => 'health' }) };
    is($cgi->($database->conninfo('web'))->{body}, '{"status":"ok"}', 'plain CGI says so too');
    is($cgi->('host=/nonexistent dbname=none')->{status}, 503, 'and when it is away');
};

# No statement each time: what is known is told for a second.
subtest '/healthz is cheap' => sub {
    my $asked = sub { scalar(() = $database->server_log =~ /LOG:  execute health: /g) };
    my ($before, $start) = ($asked->(), time);
    cmp_ok($before, '>', 0, 'the database is asked');
    is(scalar(grep { health()->{status} != 200 } 1 .. 200), 0, '200 times good');
    cmp_ok($asked->() - $before, '<=', time - $start + 2, 'but not 200 times');
};

$app->stop;
done_testing;
