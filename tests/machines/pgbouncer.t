#!/usr/bin/perl
# Reads through pgbouncer in transaction mode, by fewer sessions than there are workers:
# what is answered and kept is as without it, and as right when pgbouncer goes and comes.

use v5.28;
use warnings;
use Test::More;
use KiDepot::App;
use KiDepot::Database;
use KiDepot::Fcgi;
use KiDepot::Metrics;
use KiDepot::Sandbox qw(root read_text write_text scratch_dir start_process end_process wait_until);

my $database = KiDepot::Database->new(own_cluster => 1);
$database->psql(read_text(root() . '/tests/cases/catalogue.sql'), 'writer');
my $token = $database->token(name => 'reader');
my $dir = scratch_dir();
my $conninfo = $database->conninfo('web') =~ s/host=\S+/host=$dir port=6432/r;
write_text("$dir/users", qq("kidepot_web" ""\n));
write_text("$dir/pgbouncer.ini", <<~INI);
    [databases]
    * = host=$database->{cluster}{socket}
    [pgbouncer]
    pool_mode = transaction
    default_pool_size = 2
    listen_port = 6432
    unix_socket_dir = $dir
    auth_type = trust
    auth_file = $dir/users
    INI
my $pgbouncer = start_pgbouncer();
my $direct = KiDepot::App->start(database => $database, settings => { workers => 1, kept_memory => 0 });
my $app = KiDepot::App->start(database => $database, settings => { workers => 4, conninfo => $conninfo, transaction_pooling => 'yes', connect_timeout => 5000 });

sub start_pgbouncer {
    my $pid = start_process(command => ['/usr/sbin/pgbouncer', '-q', "$dir/pgbouncer.ini"], log => "$dir/log", dir => $dir);
    wait_until(sub { -S "$dir/.s.PGSQL.6432" }) or die "pgbouncer does not listen:\n" . read_text("$dir/log");
    return $pid;
}

sub get {
    my ($path, $from) = @_;
    return KiDepot::Fcgi::request(($from // $app)->socket, { PATH_INFO => $path, HTTP_AUTHORIZATION => "Token $token" });
}

sub figure { my ($name) = @_; return KiDepot::Metrics::get($app)->{metrics}{$name} // 0 }

my @paths = ('/v1/', '/v1/categories.json', '/v1/parts/category/2.json', '/v1/parts/category/6.json', '/v1/parts/10.json');

sub all_right {
    my ($what) = @_;
    my %wanted = map { $_ => get($_, $direct)->{body} } @paths;
    my %seen;
    for my $path (@paths) {
        for (1 .. 12) {
            my $answer = get($path);
            $seen{ $answer->{status} != 200 ? $answer->{status} : $answer->{body} ne $wanted{$path} ? 'wrong' : $answer->{headers}{warning} ? 'stale' : 'right' }++;
        }
    }
    is(join(' ', sort keys %seen), 'right', $what) or diag explain \%seen;
}

sub name_comes {
    my ($name, $what) = @_;
    $database->psql("update kidepot.part set name = '$name' where id = 10", 'writer');
    ok(wait_until(sub { 12 == grep { get('/v1/parts/10.json')->{body} =~ /"$name"/ } 1 .. 12 }), "$what: a change is seen by all workers");
}

all_right('all answers are right');
ok(wait_until(sub { get('/v1/'); figure('kidepot_kept_workers{mode="poll"}') == 4 }), 'all workers look for changes');
cmp_ok($database->psql(q(select count(*) from pg_stat_activity where usename = 'kidepot_web' and application_name <> '')), '<=', 3, 'over two sessions, and that of the other program');
all_right('again');
cmp_ok(figure('kidepot_kept_served_total'), '>', 20, 'of which many were kept');
is(figure('kidepot_notifications_total'), 0, 'nothing is told there');
name_comes("named $_", "change $_") for 1 .. 5;
all_right('after the changes');
$database->psql(q{update kidepot.token set revoked_at = now()}, 'writer');
ok(wait_until(sub { 12 == grep { get('/v1/')->{status} == 401 } 1 .. 12 }), 'a revoked token is refused');
$database->psql(q{update kidepot.token set revoked_at = null}, 'writer');
ok(wait_until(sub { 12 == grep { get('/v1/')->{status} == 200 } 1 .. 12 }), 'and good again');
all_right('all is kept');

end_process($pgbouncer);
unlink "$dir/.s.PGSQL.6432";
ok(wait_until(sub { get('/v1/categories.json')->{headers}{warning} }), 'without pgbouncer what is kept is given');
$database->psql(q{update kidepot.part set name = 'meanwhile' where id = 10}, 'writer');
$pgbouncer = start_pgbouncer();
ok(wait_until(sub { 12 == grep { get('/v1/parts/10.json')->{body} =~ /"meanwhile"/ } 1 .. 12 }), 'with it again, what has changed is there');
all_right('and all is right');
unlike($app->log, qr/ended by/, 'no worker ended over all of it');
$_->stop for $app, $direct;
end_process($pgbouncer);
done_testing;
