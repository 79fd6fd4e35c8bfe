#!/usr/bin/perl
# Over thousands of requests a worker grows neither in memory nor in descriptors,
# and a request that needs more than it may costs one 503.

use v5.28;
use warnings;
use JSON::PP ();
use Test::More;
use KiDepot::App;
use KiDepot::Database;
use KiDepot::Fcgi;
use KiDepot::Sandbox qw(root build read_text wait_until);

my $database = KiDepot::Database->new;
$database->psql(read_text(root() . '/tests/cases/catalogue.sql'), 'writer');
$database->psql(q{insert into kidepot.part (id, category_id, name, description, symbol, keywords)
    select 1000 + n, 3, 'bulk ' || n, repeat('d', 500), 'Device:R', repeat('k', 400) from generate_series(1, 3000) n}, 'writer');
my $token = $database->token;

sub get {
    my ($app, $path, %more) = @_;
    return KiDepot::Fcgi::request($app->socket, { PATH_INFO => $path, HTTP_AUTHORIZATION => "Token $token", %more });
}

sub resident_kb { my ($pid) = @_; my ($kb) = read_text("/proc/$pid/status") =~ /^VmRSS:\s*(\d+)/m; return $kb }
sub descriptors { my ($pid) = @_; return scalar(() = glob "/proc/$pid/fd/*") }

# In the middle of a request, when no earlier connection can be on its way to be
# closed.
sub descriptors_at_work {
    my ($app, $pid) = @_;
    $database->hold_categories;
    my $client = KiDepot::Fcgi->connect($app->socket)
        ->send_request({ PATH_INFO => '/v1/categories.json', HTTP_AUTHORIZATION => "Token $token" });
    ok($database->wait_for_held(1), 'the worker is at work');
    my $count = descriptors($pid);
    $database->let_go;
    is($client->read_response->{status}, 200, 'the worker has done it');
    return $count;
}

sub some_of_everything {
    my ($app, $rounds) = @_;
    my $bad = 0;
    for my $round (1 .. $rounds) {
        my %wanted = ('/v1/' => 200, '/v1/categories.json' => 200, '/v1/parts/category/2.json' => 200, '/v1/parts/10.json' => 200,
            '/v1/parts/31.json' => 404, '/v1/parts/999.json' => 404, '/v1/x' => 404, '/v1/' . 'x' x 2000 => 414);
        (get($app, $_)->{status} // 0) == $wanted{$_} || $bad++ for sort keys %wanted;
        (get($app, '/v1/', HTTP_AUTHORIZATION => "Token x$round")->{status} // 0) == 401 || $bad++;
        (get($app, '/v1/', REQUEST_METHOD => 'POST')->{status} // 0) == 405 || $bad++;
        KiDepot::Fcgi->connect($app->socket)->close;
    }
    return $bad;
}

# Under a sanitizer freed memory is kept for a while; its own search for leaks at
# the end looks instead.
sub grows_little {
    my ($what, $worker, $kb, $bound) = @_;
    my $grown = resident_kb($worker) - $kb;
    build() =~ m{/san$} ? pass("$what: the sanitizer looks at the end")
        : cmp_ok($grown, '<', $bound, "$what: the worker's memory is flat (grew by $grown kB of $kb)");
}

# The fewest of a while: an earlier connection may be on its way to be closed.
sub descriptors_at_rest {
    my ($app, $pid) = @_;
    my $least = 1000;
    for (1 .. 50) {
        my $count = descriptors($pid);
        $least = $count if $count < $least;
        select undef, undef, undef, 0.01;
    }
    return $least;
}

# With answers that are kept, or with none; the latter needs a view that ends all keeping.
sub flat {
    my ($count_descriptors, %settings) = @_;
    my $app = KiDepot::App->start(database => $database, settings => { workers => 1, %settings });
    is(some_of_everything($app, 30), 0, 'warmed up');
    my ($worker) = $app->worker_pids;
    my $count = $count_descriptors->($app, $worker);
    my $kb = resident_kb($worker);
    is(some_of_everything($app, 300), 0, '3,000 requests are answered as they should be');
    grows_little('3,000 requests', $worker, $kb, 3000);
    is($count_descriptors->($app, $worker), $count, "the worker's descriptors are as many as before");
    get($app, '/v1/parts/category/3.json') for 1 .. 5;
    $kb = resident_kb($worker);
    get($app, '/v1/parts/category/3.json') for 1 .. 20;
    grows_little('20 listings of 3 MB', $worker, $kb, 20_000);
    is_deeply([$app->worker_pids], [$worker], 'the worker is the same');
    cmp_ok(descriptors($app->pid), '<', 10, 'the master has few descriptors');
    $app->stop;
}

# A database that goes away again and again takes its descriptors along.
sub reconnects {
    my $app = KiDepot::App->start(database => $database, settings => { workers => 1 });
    get($app, '/v1/');
    my ($worker) = $app->worker_pids;
    my $count = descriptors_at_work($app, $worker);
    for (1 .. 20) {
        $database->psql("select pg_terminate_backend(pid, 60000) from pg_stat_activity where usename = 'kidepot_web' and datname = current_database()");
        get($app, '/v1/');
    }
    is(descriptors_at_work($app, $worker), $count, 'reconnecting leaks no descriptor');
    $app->stop;
}

sub limit {
    my $app = KiDepot::App->start(database => $database, settings => { workers => 1, request_memory => 1 });
    my ($worker) = $app->worker_pids;
    for (1 .. 3) {
        my $answer = get($app, '/v1/parts/category/3.json');
        is($answer->{status}, 503, 'a listing larger than request_memory: 503');
        is_deeply([keys %{ JSON::PP->new->decode($answer->{body}) }], ['detail'], 'a listing larger than request_memory: one sentence');
        like($answer->{headers}{'retry-after'}, qr/^\d+$/, 'a listing larger than request_memory: with Retry-After');
        is(get($app, '/v1/parts/category/2.json')->{status}, 200, 'a listing that fits is served after it');
    }
    like($app->log, qr/ error this needs more than the 1048576 bytes of memory allowed for it\n/, 'the log says what was short');
    is_deeply([$app->worker_pids], [$worker], 'the worker lives on');
    $app->configure(request_memory => 64);
    $app->signal('HUP');
    $app->wait_for_log(qr/settings read anew/);
    my $listing;
    wait_until(sub { ($listing = get($app, '/v1/parts/category/3.json'))->{status} == 200 });
    is(scalar @{ JSON::PP->new->utf8->decode($listing->{body}) }, 3000, 'with more memory all of it comes');
    $app->stop;
}

flat(\&descriptors_at_rest);
flat(\&descriptors_at_work, kept_memory => 0);
reconnects();
limit();
done_testing;
