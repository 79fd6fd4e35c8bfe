#!/usr/bin/perl
# The database is away, goes away, comes back, is slow, is full, is changed: each
# time KiCad gets a whole answer in time, and all is well again without a restart.

use v5.28;
use warnings;
use IO::Socket::INET;
use POSIX ();
use Test::More;
use KiDepot::App;
use KiDepot::Database;
use KiDepot::Fcgi;
use KiDepot::Sandbox qw(root read_text write_text scratch_dir wait_until children_of);

my $database = KiDepot::Database->new(own_cluster => 1);
$database->psql(read_text(root() . '/tests/cases/catalogue.sql'), 'writer');
my $token = $database->token;
our $app;
our $connections = 2;
# What is kept meanwhile: tests/fault/kept.t.
my %settings = (workers => 2, retry_max => 200, kept_memory => 0);

sub ask {
    my ($path) = @_;
    return KiDepot::Fcgi->connect($app->socket)->send_request({ PATH_INFO => $path, HTTP_AUTHORIZATION => "Token $token" });
}

sub get { ask($_[0])->read_response }

sub is_503 {
    my ($answer, $what) = @_;
    is($answer->{status}, 503, "$what: 503");
    like($answer->{headers}{'retry-after'} // '', qr/^\d+$/, "$what: it says when to try again");
    like($answer->{body} // '', qr/\A\{"detail":"The parts database [^"]+\."\}\z/, "$what: one sentence for the designer");
}

# The throw-away cluster does not write at each commit.
sub stop_server {
    $database->psql('checkpoint');
    $database->stop_server;
}

# The connections of this database's workers.
sub backends {
    return split /\n/, scalar $database->psql("select pid from pg_stat_activity where usename = 'kidepot_web' and datname = current_database()");
}

# One worker's answer says nothing of the other's, which may still wait out
# retry_max: two requests at a time, until both are connected.
sub works_again {
    my ($what) = @_;
    ok(wait_until(sub {
        my @clients = map { ask('/v1/categories.json') } 1 .. 2;
        my $good = grep { ($_->read_response->{status} // 0) == 200 } @clients;
        return $good == 2 && backends() == $connections;
    }), "$what: it works again without a restart");
}

# A line about a request may be written after its answer is sent.
sub is_logged {
    my ($pattern, $what) = @_;
    ok(wait_until(sub { $app->log =~ $pattern }), $what) or diag($app->log);
}

sub same_workers {
    my ($what, $before) = @_;
    is_deeply([$app->worker_pids], $before, "$what: the workers are the same");
}

sub away_at_the_start {
    stop_server();
    $app = KiDepot::App->start(database => $database, settings => \%settings);
    my @workers = $app->worker_pids;
    is_503(get($_), "away at the start, $_") for '/v1/', '/v1/categories.json', '/v1/parts/category/2.json', '/v1/parts/10.json';
    is(get('/v1/nothing')->{status}, 404, 'away at the start: what needs no database is answered');
    is_logged(qr/ (?:warning|error) cannot reach the database: /, 'away at the start: the log says so');
    $database->start_server;
    works_again('away at the start');
    same_workers('away at the start', \@workers);
}

sub goes_and_comes {
    my @workers = $app->worker_pids;
    stop_server();
    is_503(get('/v1/'), 'goes away') for 1 .. 4;
    $database->start_server;
    works_again('goes away');
    same_workers('goes away', \@workers);
}

# No request fails over a connection that died while nobody used it.
sub connections_ended {
    for (1 .. 5) {
        works_again('before idle connections end');
        is($database->psql("select count(*) filter (where pg_terminate_backend(pid, 60000)) from pg_stat_activity
            where usename = 'kidepot_web' and datname = current_database()"), 2, 'idle connections are ended');
        is(get('/v1/categories.json')->{status}, 200, 'idle connections ended: the next request does not notice');
    }
}

my $category = <<'SQL';
create or replace view kicad.category as
select c.id::text as id, r.path as name, coalesce(c.description, '') || %s as description,
       null::text[] as own_category_ids
  from kidepot.category c join kidepot.category_resolved r on r.category_id = c.id where c.id = 3
SQL

sub view_is { $database->psql(sprintf($category, $_[0]), 'owner') }

# With limits that are over while the test waits; whatever is to succeed may meet
# them too on a busy machine, and is asked again.
sub impatient {
    my ($what, $test) = @_;
    # Those of the other program stay.
    local $connections = 2 + backends();
    local $app = KiDepot::App->start(database => $database, settings => { %settings, statement_timeout => 1000, connect_timeout => 1000 });
    works_again($what);
    my @workers = $app->worker_pids;
    $test->($what);
    works_again($what);
    same_workers($what, \@workers);
    unlike($app->log, qr/ended by/, "$what: no worker ended");
    $app->stop;
}

sub too_slow {
    my ($what) = @_;
    view_is('pg_sleep(600)::text');
    is_503(get('/v1/categories.json'), $what);
    is_logged(qr/ error query "category_list": canceling statement due to statement timeout/, "$what: the log says so");
    ok(wait_until(sub { (get('/v1/')->{status} // 0) == 200 }), "$what: other answers come");
    view_is("''");
}

# A backend that neither answers nor ends, as when the network swallows packets:
# nobody lets it go on before the answer is there.
sub silent {
    my ($what, @pids) = @_;
    kill 'STOP', @pids;
    my $answer = get('/v1/categories.json');
    kill 'CONT', @pids;
    is_503($answer, $what);
}

sub silent_backends { silent($_[0], backends()) }

sub silent_server {
    my $server = $database->{cluster}{pid};
    silent($_[0], $server, children_of($server));
}

# Rows that are copied are waited for as long as any other statement, not for ever.
sub silent_in_copy {
    my $what = 'a backend is silent while rows are copied';
    local $app = KiDepot::App->start(database => $database, settings => { %settings, workers => 1, netlist_timeout => 2000 });
    my $admin = $database->token(scope => 'admin');
    my $client = KiDepot::Fcgi->connect($app->socket);
    my @pieces = ('<export version="E"><design><source>a.kicad_sch</source></design>', '</export>');
    $client->send_raw(KiDepot::Fcgi::begin_record(1) . KiDepot::Fcgi::stream('params', 1, KiDepot::Fcgi::pairs({
        REQUEST_METHOD => 'POST', PATH_INFO => '/api/netlist/', CONTENT_TYPE => 'application/xml',
        CONTENT_LENGTH => length join('', @pieces), HTTP_AUTHORIZATION => "Token $admin",
    })) . KiDepot::Fcgi::record('stdin', 1, $pieces[0]));
    my $pid;
    ok(wait_until(sub { $pid = $database->psql("select pid from pg_stat_activity where query like 'copy netlist%' and state = 'active'") }),
        "$what: rows are asked for");
    kill 'STOP', $pid;
    $client->send_raw(KiDepot::Fcgi::record('stdin', 1, $pieces[1]) . KiDepot::Fcgi::record('stdin', 1, ''));
    my $answer = $client->read_response;
    kill 'CONT', $pid;
    is_503($answer, $what);
    $app->stop;
}

sub ends_in_mid_request {
    $database->hold_categories;
    my $client = ask('/v1/categories.json');
    ok($database->wait_for_held(1), 'a request is under way');
    $database->psql("select pg_terminate_backend(pid, 60000) from pg_stat_activity where usename = 'kidepot_web' and state = 'active'");
    ok($database->wait_for_held(1), 'a connection ended in mid-request: it is asked once more');
    $database->let_go;
    is($client->read_response->{status}, 200, 'a connection ended in mid-request: the answer comes');
    $database->hold_categories;
    $client = ask('/v1/categories.json');
    ok($database->wait_for_held(1), 'another request is under way');
    stop_server();
    is_503($client->read_response, 'the server stopped in mid-request');
    $database->start_server;
    $database->let_go;
    view_is("''");
    works_again('the server stopped in mid-request');
}

sub out_of_connections {
    my @workers = $app->worker_pids;
    $database->psql('alter role kidepot_web connection limit 0');
    $database->psql("select pg_terminate_backend(pid, 60000) from pg_stat_activity where usename = 'kidepot_web'");
    is_503(get('/v1/'), 'out of connections');
    is_logged(qr/cannot reach the database: .*too many connections for role "kidepot_web"/, 'out of connections: the log says so');
    $database->psql('alter role kidepot_web connection limit -1');
    works_again('out of connections');
    same_workers('out of connections', \@workers);
}

sub no_such_database {
    local $app = KiDepot::App->start(settings => { %settings, conninfo => $database->conninfo('web') =~ s/dbname=\S+/dbname=nowhere/r });
    is_503(get('/v1/'), 'no such database');
    is_logged(qr/database "nowhere" does not exist/, 'no such database: the log says so');
    $app->stop;
}

sub not_migrated {
    my $empty = bless { %$database, name => 'not_migrated' }, ref $database;
    $database->psql('create database not_migrated template template0');
    local $app = KiDepot::App->start(database => $empty, settings => \%settings);
    is_503(get('/v1/'), 'not migrated');
    is_logged(qr/query "token_find": .*run "kidepot migrate"/, 'not migrated: the log says what to do');
    $app->stop;
}

# As before a pooler whose database is away: a login is taken, the first statement
# ends the session.
sub ends_each_session {
    my $listener = IO::Socket::INET->new(Listen => 100, LocalAddr => '127.0.0.1') // die "cannot listen: $!\n";
    my $pid = fork // die "cannot fork: $!\n";
    if ($pid == 0) {
        while (my $client = $listener->accept) {
            sysread $client, my $startup, 10_000;
            syswrite $client, pack('aNN', 'R', 8, 0) . pack('aNa', 'Z', 5, 'I');
            sysread $client, my $statement, 10_000;
        }
        POSIX::_exit(0);
    }
    my $conninfo = 'host=127.0.0.1 user=a dbname=a sslmode=disable gssencmode=disable port=' . $listener->sockport;
    local $app = KiDepot::App->start(settings => { %settings, conninfo => $conninfo });
    is_503(get('/v1/'), 'each session ends at once') for 1 .. 4;
    is_logged(qr/ lost the database: /, 'each session ends at once: the log says so');
    unlike($app->log, qr/ended by/, 'each session ends at once: no worker does');
    $app->stop;
    kill 'KILL', $pid;
    waitpid $pid, 0;
}

# What "kidepot migrate" does to the views, again and again, while requests come.
sub views_replaced {
    my $enough = scratch_dir() . '/enough';
    my $pid = fork // die "cannot fork: $!\n";
    if ($pid == 0) {
        my $bad = 0;
        until (-e $enough) {
            $bad++ if (get('/v1/categories.json')->{status} // 0) != 200;
            $bad++ if (get('/v1/parts/category/2.json')->{body} // '') !~ /^\[\{"id":"10"/;
        }
        POSIX::_exit($bad > 99 ? 99 : $bad);
    }
    my $sql = join "\n", map { read_text($_) } glob root() . '/schema/views/*.sql';
    my $grants = read_text(root() . '/schema/grants.sql');
    my $requests = sub { scalar(() = $app->log =~ / info request /g) };
    my $before = $requests->();
    for (my $rounds = 0; $rounds < 10 || $requests->() < $before + 500; $rounds++) {
        $database->psql("set role kidepot_owner; begin; select kidepot.drop_views(); $sql; $grants; commit", 'owner');
    }
    write_text($enough, '');
    waitpid $pid, 0;
    is($? >> 8, 0, 'views replaced while requests come: no request fails');
}

away_at_the_start();
goes_and_comes();
connections_ended();
impatient('too slow', \&too_slow);
impatient('backends are silent', \&silent_backends);
impatient('the whole server is silent', \&silent_server);
silent_in_copy();
ends_in_mid_request();
out_of_connections();
no_such_database();
ends_each_session();
not_migrated();
views_replaced();
unlike($app->log, qr/ended by/, 'no worker ended over all of it');
$app->stop;
done_testing;
