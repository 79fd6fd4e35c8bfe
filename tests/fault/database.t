#!/usr/bin/perl
# The database is away, goes away, comes back, is slow, is full, is changed: each
# time KiCad gets a whole answer in time, and all is well again without a restart.

use v5.28;
use warnings;
use IO::Socket::INET;
use POSIX ();
use Test::More;
use Time::HiRes qw(sleep time);
use KiDepot::App;
use KiDepot::Database;
use KiDepot::Fcgi;
use KiDepot::Sandbox qw(root read_text wait_until children_of);

my $database = KiDepot::Database->new(own_cluster => 1);
$database->psql(read_text(root() . '/tests/cases/catalogue.sql'), 'writer');
my $token = $database->token;
our $app;
my %settings = (workers => 2, statement_timeout => 1000, connect_timeout => 1000, retry_max => 200);

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

# One worker's answer says nothing of the other's, which may still wait out retry_max.
sub works_again {
    my ($what, $seconds) = @_;
    my $start = time;
    ok(wait_until($seconds // 5, sub { (get('/v1/categories.json')->{status} // 0) == 200 }), "$what: it works again without a restart");
    my $took = time - $start;
    sleep 1.5 * $settings{retry_max} / 1000;
    return $took;
}

sub same_workers {
    my ($what, $before) = @_;
    is_deeply([$app->worker_pids], $before, "$what: the workers are the same");
}

sub away_at_the_start {
    stop_server();
    $app = KiDepot::App->start(database => $database, settings => \%settings);
    wait_until(5, sub { 2 == (() = $app->worker_pids) });
    my @workers = $app->worker_pids;
    is_503(get($_), "away at the start, $_") for '/v1/', '/v1/categories.json', '/v1/parts/category/2.json', '/v1/parts/10.json';
    is(get('/v1/nothing')->{status}, 404, 'away at the start: what needs no database is answered');
    like($app->log, qr/ (?:warning|error) cannot reach the database: /, 'away at the start: the log says so');
    $database->start_server;
    cmp_ok(works_again('away at the start'), '<', 3, 'away at the start: it works again soon');
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
    my $ended = 0;
    for (1 .. 5) {
        get('/v1/') for 1 .. 4;
        $ended += $database->psql("select count(pg_terminate_backend(pid, 5000)) from pg_stat_activity where usename = 'kidepot_web'");
        is(get('/v1/categories.json')->{status}, 200, 'idle connections ended: the next request does not notice');
    }
    cmp_ok($ended, '>', 0, 'connections were ended');
}

my $category = <<'SQL';
create or replace view kicad.category as
select c.id::text as id, r.path as name, coalesce(c.description, '') || %s as description,
       null::text[] as own_category_ids
  from kidepot.category c join kidepot.category_resolved r on r.category_id = c.id where c.id = 3
SQL

sub view_is { $database->psql(sprintf($category, $_[0]), 'owner') }

sub too_slow {
    view_is('pg_sleep(30)::text');
    my @workers = $app->worker_pids;
    my $start = time;
    is_503(get('/v1/categories.json'), 'too slow');
    my $took = time - $start;
    cmp_ok($took, '<', 10, 'too slow: the answer does not wait for it');
    like($app->log, qr/ error query "category_list": canceling statement due to statement timeout/, 'too slow: the log says so');
    is(get('/v1/')->{status}, 200, 'too slow: other answers come at once');
    view_is("''");
    works_again('too slow');
    same_workers('too slow', \@workers);
}

# A backend that neither answers nor ends, as when the network swallows packets.
sub silent {
    my ($what, @pids) = @_;
    my @workers = $app->worker_pids;
    my $start = time;
    kill 'STOP', @pids;
    my $answer = ask('/v1/categories.json')->read_response(seconds => 15);
    kill 'CONT', @pids;
    is_503($answer, $what);
    cmp_ok(time - $start, '<', 15, "$what: it does not wait for ever");
    works_again($what, 10);
    same_workers($what, \@workers);
}

sub backends {
    return split /\n/, scalar $database->psql("select pid from pg_stat_activity where usename = 'kidepot_web'");
}

sub silent_backends {
    get('/v1/') for 1 .. 6;
    my @backends = backends();
    silent('backends are silent', @backends);
    get('/v1/') for 1 .. 6;
    my $server = $database->{cluster}{pid};
    silent('the whole server is silent', $server, children_of($server));
}

sub ends_in_mid_request {
    view_is('pg_sleep(0.7)::text');
    my $client = ask('/v1/categories.json');
    wait_until(5, sub { $database->psql("select count(*) from pg_stat_activity where wait_event = 'PgSleep'") });
    $database->psql("select pg_terminate_backend(pid, 5000) from pg_stat_activity where wait_event = 'PgSleep'");
    is($client->read_response->{status}, 200, 'a connection ended in mid-request: it is asked once more');
    $client = ask('/v1/categories.json');
    wait_until(5, sub { $database->psql("select count(*) from pg_stat_activity where wait_event = 'PgSleep'") });
    stop_server();
    is_503($client->read_response, 'the server stopped in mid-request');
    $database->start_server;
    view_is("''");
    works_again('the server stopped in mid-request');
}

sub out_of_connections {
    my @workers = $app->worker_pids;
    $database->psql('alter role kidepot_web connection limit 0');
    $database->psql("select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename = 'kidepot_web'");
    is_503(get('/v1/'), 'out of connections');
    like($app->log, qr/cannot reach the database: .*too many connections for role "kidepot_web"/, 'out of connections: the log says so');
    $database->psql('alter role kidepot_web connection limit -1');
    works_again('out of connections');
    same_workers('out of connections', \@workers);
}

sub no_such_database {
    local $app = KiDepot::App->start(settings => { %settings, conninfo => $database->conninfo('web') =~ s/dbname=\S+/dbname=nowhere/r });
    is_503(get('/v1/'), 'no such database');
    like($app->log, qr/database "nowhere" does not exist/, 'no such database: the log says so');
    $app->stop;
}

sub not_migrated {
    my $empty = bless { %$database, name => 'not_migrated' }, ref $database;
    $database->psql('create database not_migrated template template0');
    local $app = KiDepot::App->start(database => $empty, settings => \%settings);
    is_503(get('/v1/'), 'not migrated');
    like($app->log, qr/query "token_find": .*run "kidepot migrate"/, 'not migrated: the log says what to do');
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
    like($app->log, qr/ lost the database: /, 'each session ends at once: the log says so');
    unlike($app->log, qr/ended by/, 'each session ends at once: no worker does');
    $app->stop;
    kill 'KILL', $pid;
    waitpid $pid, 0;
}

# What "kidepot migrate" does to the views, again and again, while requests come.
sub views_replaced {
    my $pid = fork // die "cannot fork: $!\n";
    if ($pid == 0) {
        my $bad = 0;
        for (1 .. 400) {
            $bad++ if (get('/v1/categories.json')->{status} // 0) != 200;
            $bad++ if (get('/v1/parts/category/2.json')->{body} // '') !~ /^\[\{"id":"10"/;
        }
        POSIX::_exit($bad > 99 ? 99 : $bad);
    }
    my $sql = join "\n", map { read_text($_) } glob root() . '/schema/views/*.sql';
    my $grants = read_text(root() . '/schema/grants.sql');
    my $rounds = 0;
    until (waitpid($pid, POSIX::WNOHANG()) == $pid) {
        $database->psql("set role kidepot_owner; begin; select kidepot.drop_views(); $sql; $grants; commit", 'owner');
        $rounds++;
    }
    is($? >> 8, 0, 'views replaced while requests come: no request fails');
    cmp_ok($rounds, '>', 3, 'the views were replaced several times');
}

away_at_the_start();
goes_and_comes();
connections_ended();
too_slow();
silent_backends();
ends_in_mid_request();
out_of_connections();
no_such_database();
ends_each_session();
not_migrated();
views_replaced();
unlike($app->log, qr/ended by/, 'no worker ended over all of it');
$app->stop;
done_testing;
