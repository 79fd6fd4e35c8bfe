#!/usr/bin/perl
# No room: for the log, for what the database must write to answer, for what it is
# to keep; and what PostgreSQL does when it cannot even write its log: it falls.

use v5.28;
use warnings;
use Test::More;
use KiDepot::App;
use KiDepot::Database;
use KiDepot::Fcgi;
use KiDepot::Load;
use KiDepot::Sandbox qw(root read_text wait_until);

my $database = KiDepot::Database->new(own_cluster => 1);
$database->psql(read_text(root() . '/tests/cases/catalogue.sql'), 'writer');
$database->psql(q{insert into kidepot.part (id, category_id, name, description, symbol)
    select 1000 + n, 3, 'bulk ' || n, repeat('d', 2000), 'Device:R' from generate_series(1, 500) n}, 'writer');
my $token = $database->token;
my $admin = $database->token(scope => 'admin');
my $listing = '/v1/parts/category/3.json';
my $data = "$database->{cluster}{dir}/data";
my $app;

sub start { $app = KiDepot::App->start(database => $database, settings => { workers => 2, retry_max => 200, @_ }) }

sub get { KiDepot::Fcgi::request($app->socket, { PATH_INFO => $_[0], HTTP_AUTHORIZATION => "Token $token" }) }

sub add_supplier {
    my ($name) = @_;
    return KiDepot::Fcgi::request($app->socket, { REQUEST_METHOD => 'POST', PATH_INFO => '/api/supplier/',
        HTTP_AUTHORIZATION => "Token $admin", CONTENT_TYPE => 'application/json' }, qq({"name":"$name"}));
}

sub is_503 {
    my ($answer, $what) = @_;
    is($answer->{status}, 503, "$what: 503");
    is($answer->{headers}{'retry-after'}, 60, "$what: nobody need hurry to try again");
    like($answer->{body}, qr/\A\{"detail":"KiDepot cannot answer this at the moment; [^"]+\."\}\z/, "$what: one sentence");
    ok(wait_until(sub { $app->log =~ / error query "\w+": could not (?:extend|write to) file [^\n]*No space left on device/ }),
        "$what: the log says why") or diag($app->log);
}

# A file on a full disk: what is read is there, what is written finds no room.
sub fill {
    my ($path) = @_;
    rename $path, "$path.before";
    symlink '/dev/full', $path or die "cannot make $path: $!\n";
}

sub make_room {
    my ($path) = @_;
    unlink $path;
    rename "$path.before", $path;
}

sub log_file {
    start(log_file => '/dev/full');
    is(get('/v1/')->{status}, 200, 'no room for the log: requests are answered') for 1 .. 4;
    my @workers = $app->worker_pids;
    kill 'KILL', $workers[0];
    ok(wait_until(sub { my @now = $app->worker_pids; @now == 2 && !grep { $_ == $workers[0] } @now }),
        'no room for the log: a worker that dies is replaced');
    $app->signal('HUP');
    ok(wait_until(sub { my %now = map { $_ => 1 } $app->worker_pids; keys %now == 2 && !grep { $now{$_} } @workers }),
        'no room for the log: SIGHUP is heard');
    is(get('/v1/')->{status}, 200, 'no room for the log: and answered further on');
    $app->stop;
}

# A table that has no row yet lies on the full disk.
sub what_is_kept {
    my ($file) = $database->psql("select pg_relation_filepath('kidepot.supplier')");
    $database->psql('checkpoint');
    $database->stop_server;
    fill("$data/$file");
    $database->start_server;
    start();
    is_503(add_supplier('A'), 'no room for a row');
    is(get($listing)->{status}, 200, 'no room for a row: KiCad reads on') for 1 .. 4;
    $app->stop;
    $database->stop_server;
    make_room("$data/$file");
    $database->start_server;
    start();
    is(add_supplier('A')->{status}, 201, 'there is room again: the row is made');
}

# Rows that have no room in memory are sorted in files.
sub what_is_sorted {
    $database->psql('alter role kidepot_web set work_mem = 64');
    $app->stop;
    start(kept_memory => 0);
    my $right = get($listing);
    is($right->{status}, 200, 'a large listing is sorted');
    my @files = map { my $pid = $_; map { "$data/base/pgsql_tmp/pgsql_tmp$pid.$_" } 0 .. 50 }
        $database->psql("select pid from pg_stat_activity where usename = 'kidepot_web'");
    fill($_) for @files;
    is_503(get($listing), 'no room to sort');
    is(get('/v1/parts/10.json')->{status}, 200, 'no room to sort: what needs none is answered') for 1 .. 2;
    make_room($_) for @files;
    ok(get($listing)->{body} eq $right->{body}, 'there is room again: the listing comes');
}

# As after a PANIC: all of its processes end at once, and it repairs itself.
sub falls {
    my $load = KiDepot::Load->start(socket => $app->socket, headers => { Authorization => "Token $token" }, clients => 3,
        want => { map { $_ => get($_)->{body} } '/v1/', '/v1/categories.json', '/v1/parts/category/2.json', '/v1/parts/10.json' });
    my $ready = sub { scalar(() = $database->server_log =~ /system is ready to accept connections/g) };
    for (1 .. 3) {
        $load->wait_for(20);
        my $before = $ready->();
        my ($pid) = $database->psql("select pid from pg_stat_activity where backend_type = 'checkpointer'");
        kill 'KILL', $pid;
        ok(wait_until(sub { $ready->() > $before }), 'PostgreSQL falls, and repairs itself');
    }
    is(join(' ', grep { !/^(?:200|503)$/ } keys %{ $load->seen }), '', 'PostgreSQL falls: right, or 503');
    ok(wait_until(sub { $load->wait_for(50); KiDepot::Load::trouble($load->seen) eq '' }), 'PostgreSQL fell: all is well again');
    $load->stop;
}

log_file();
what_is_kept();
what_is_sorted();
falls();
unlike($app->log, qr/ended by/, 'no worker ended over all of it');
$app->stop;
done_testing;
