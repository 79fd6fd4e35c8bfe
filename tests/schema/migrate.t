# kidepot migrate: from nothing, again, side by side, and each thing that can be
# in its way. What the schema itself promises is in rights.t and catalogue.t.

use v5.28;
use warnings;
use Test::More;
use KiDepot::Cli qw(kidepot good refused);
use KiDepot::Database;
use KiDepot::Sandbox qw(root run read_text start_process scratch_dir wait_until process_ended);

my ($ours, $wrong) = (1, 2);
my ($bin) = sort { $b cmp $a } glob '/usr/lib/postgresql/*/bin';
my $nothing = "nothing to do, the database is up to date\n";
my @migrations = map { m{([^/]+)\.sql$} } sort glob root() . '/schema/migrations/*.sql';
my @views = map { m{\d+_([^/]+)\.sql$} } sort glob root() . '/schema/views/*.sql';
my $all_views = 'made ' . @views . " views and their rights\n";
my $everything = join('', map { "applied migration $_\n" } @migrations) . $all_views;

sub fresh { KiDepot::Database->new(empty => 1) }
sub migrate { my ($db, $role) = @_; ('--conninfo', $db->conninfo($role // 'super'), 'migrate') }
sub sql { read_text(root() . "/schema/$_[0].sql") }

sub dump_of {
    my ($db) = @_;
    my $dump = run(command => ["$bin/pg_dump", '-s', '-d', $db->conninfo('super')]);
    # A random word that newer versions write.
    return $dump->{out} =~ s/^\\(un)?restrict .*\n//mgr;
}

sub started {
    my ($log, @words) = @_;
    return start_process(command => [KiDepot::Sandbox::program('kidepot'), @words], log => $log);
}

subtest 'each migration alone, in order' => sub {
    my $db = fresh();
    $db->psql(sql('roles'));
    $db->psql('begin; set role kidepot_owner;' . sql('ledger') . ';commit');
    for my $name (@migrations) {
        ok eval { $db->psql('begin; set role kidepot_owner;' . sql("migrations/$name") . ';commit'); 1 }, $name or diag $@;
    }
    # The ledger knows nothing of these, so the command would apply them again.
    refused($ours, qr/\Amigration "$migrations[0]" was not applied: .*already exists/, migrate($db));
};

my $db = fresh();
is good('migrate an empty database', migrate($db)), $everything, 'says what it did';
my $dump = dump_of($db);
like $dump, qr/CREATE TABLE kidepot\.part /, 'the dump has tables';
is good('migrate again', migrate($db)), $nothing, 'the second time there is nothing to do';
is dump_of($db), $dump, 'and the schema is the same';
is good('migrate as owner', migrate($db, 'owner')), $nothing, 'so it is for the owner, who is not a superuser';
is $db->psql("select count(*) from pg_class where relowner <> 'kidepot_owner'::regrole and relnamespace in ('kidepot'::regnamespace, 'kicad'::regnamespace)"),
    0, 'all belongs to kidepot_owner';
is_deeply [$db->psql("select number || '_' || name from (select to_char(number, 'FM0000') as number, substr(name, 6) as name from kidepot.migration) m order by 1")],
    \@migrations, 'the ledger has each migration';
is $db->psql("select bool_and(sha256 = (select m.sha256 from kidepot.migration m where m.number = o.number)) from kidepot.migration o"), 't', 'with its digest';

# In a cluster without our roles: from PostgreSQL 16 on, whoever did not make a role may not grant it.
subtest 'a role without rights' => sub {
    my $other = KiDepot::Database->new(empty => 1, own_cluster => 1);
    $other->psql('create role kidepot_test_nobody login');
    my ($conninfo) = $other->conninfo('super') =~ s/user=\S+/user=kidepot_test_nobody/r;
    refused($ours, qr/\Acannot make the roles kidepot_owner, kidepot_writer, kidepot_reader and kidepot_dblib: .*; let an administrator run "kidepot migrate" once on this database, or give your role CREATEROLE and the database\z/,
        '--conninfo', $conninfo, 'migrate');
    $other->psql('alter role kidepot_test_nobody createrole; grant all on database ' . $other->psql('select current_database()') . ' to kidepot_test_nobody with grant option');
    is good('with CREATEROLE', '--conninfo', $conninfo, 'migrate'), $everything, 'a login that may make roles needs no superuser';
    is good('with CREATEROLE, again', '--conninfo', $conninfo, 'migrate'), $nothing, 'nor a second time';
    $other->stop_server;
};

# As createdb makes it in a cluster of a machine without a locale.
subtest 'an encoding that does not know letters' => sub {
    my $other = fresh();
    my $name = $other->psql('select current_database()') . '_ascii';
    my $conninfo = $other->conninfo('super') =~ s/dbname=\S+/dbname=$name/r;
    $other->psql("create database $name template template0 encoding 'SQL_ASCII' locale 'C'");
    refused($ours, qq{database "$name" has the encoding "SQL_ASCII"; make one with "createdb --template=template0 --encoding=UTF8 --locale=C.UTF-8"},
        '--conninfo', $conninfo, 'migrate');
    my $schemas = run(command => ["$bin/psql", '-XAtc', "select count(*) from pg_namespace where nspname in ('kidepot', 'kicad')", '-d', $conninfo]);
    is $schemas->{out}, "0\n", 'and nothing was made in it';
    $other->psql("drop database $name");
};

subtest 'a foreign schema kidepot' => sub {
    my $other = fresh();
    $other->psql('create schema kidepot');
    refused($ours, qr/permission denied for schema kidepot/, migrate($other));
};

subtest 'objects of another schema stand in for nothing' => sub {
    my $other = fresh();
    my $name = $other->psql('select current_database()');
    $other->psql("create function public.now() returns timestamptz language sql as 'select null::timestamptz'; alter database $name set search_path = public, pg_catalog");
    is good('migrate', migrate($other)), $everything, 'migrates';
    like $other->psql("select pg_get_expr(adbin, adrelid) from pg_attrdef where adrelid = 'kidepot.migration'::regclass"), qr/pg_catalog\.now\(\)|^now\(\)$/, 'with the functions of PostgreSQL';
    isnt $other->psql("select applied_at from kidepot.migration limit 1"), '', 'with the functions of PostgreSQL itself';
};

subtest 'two at once' => sub {
    my $other = fresh();
    my $dir = scratch_dir();
    my @logs = map { "$dir/$_" } 1, 2;
    my @pids = map { started($_, migrate($other)) } @logs;
    wait_until(sub { process_ended($pids[0]) && process_ended($pids[1]) });
    my @said = sort map { read_text($_) =~ s/^kidepot: another migration of this database is at work, waiting for it\n//r } @logs;
    is_deeply \@said, [sort $everything, $nothing], 'one does it all, the other has nothing to do';
};

subtest 'two databases of a new cluster at once' => sub {
    my $first = KiDepot::Database->new(empty => 1, own_cluster => 1);
    $first->psql('create database second');
    my $dir = scratch_dir();
    my @conninfo = ($first->conninfo('super'), $first->conninfo('super') =~ s/dbname=\S+/dbname=second/r);
    my @pids = map { started("$dir/$_", '--conninfo', $conninfo[$_], 'migrate') } 0, 1;
    wait_until(sub { process_ended($pids[0]) && process_ended($pids[1]) });
    is read_text("$dir/$_"), $everything, "database $_ is migrated and both find the roles" for 0, 1;
    $first->stop_server;
};

subtest 'the second waits' => sub {
    my $dir = scratch_dir();
    # The cluster is shared: other tests hold locks of their own.
    my $locks = "from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())";
    my $holder = start_process(command => ["$bin/psql", '-XAtqd', $db->conninfo('super'), '-c',
            "select pg_advisory_lock(x'6b696465706f74'::bigint); select pg_sleep(600)"], log => "$dir/holder");
    ok wait_until(sub { $db->psql("select count(*) $locks") > 0 }), 'the lock is held';
    my $pid = started("$dir/log", migrate($db));
    ok wait_until(sub { read_text("$dir/log") =~ /waiting/ }), 'says that it waits';
    ok wait_until(sub { $db->psql("select count(*) $locks and not granted") > 0 }), 'and does';
    ok !process_ended($pid), 'for as long as it takes';
    KiDepot::Sandbox::end_process($holder);
    $db->psql("select pg_terminate_backend(pid) $locks and granted");
    ok wait_until(sub { process_ended($pid) }), 'then goes on';
    is read_text("$dir/log"), "kidepot: another migration of this database is at work, waiting for it\n$nothing", 'and has nothing to do';
};

# A new session would have neither the lock nor the role: what it makes would be the login's.
subtest 'the connection is lost between two migrations' => sub {
    my $other = fresh();
    my $dir = scratch_dir();
    $other->psql(sql('roles'));
    $other->psql('begin; set role kidepot_owner;' . sql('ledger') . ';commit');
    $other->psql(<<~'SQL');
        create function public.wait() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock(1); return null; end $$;
        create constraint trigger wait after insert on kidepot.migration deferrable initially deferred
            for each row when (new.number = 1) execute function public.wait();
        SQL
    my $holder = start_process(command => ["$bin/psql", '-XAtqd', $other->conninfo('super'), '-c',
            'select pg_advisory_lock(1)', '-c', 'select pg_sleep(600)'], log => "$dir/holder");
    ok wait_until(sub { $other->psql('select count(*) from pg_stat_activity where datname = current_database() and query ~ \'pg_sleep\' and pid <> pg_backend_pid()') }), 'the lock is held';
    my $pid = started("$dir/log", migrate($other));
    my $backend;
    ok wait_until(sub { $backend = $other->psql("select pid from pg_stat_activity where datname = current_database() and query = 'commit' and wait_event = 'advisory'") }),
        'the first is about to be committed';
    kill 'STOP', $pid;
    $other->psql("select pg_terminate_backend(pid, 60000) from pg_stat_activity where datname = current_database() and query ~ '^select pg_sleep'");
    ok wait_until(sub { $other->psql("select state from pg_stat_activity where pid = $backend") eq 'idle' }), 'it is';
    is $other->psql("select pg_terminate_backend($backend, 60000)"), 't', 'the connection is ended';
    kill 'CONT', $pid;
    ok wait_until(sub { process_ended($pid) }), 'it ends';
    my $not_ours = "select count(*) from pg_class where relowner <> 'kidepot_owner'::regrole and relnamespace in ('kidepot'::regnamespace, 'kicad'::regnamespace)";
    is $other->psql($not_ours), 0, 'what is there belongs to kidepot_owner';
    is read_text("$dir/log"), "kidepot: lost the database; run \"kidepot migrate\" again\napplied migration $migrations[0]\n", 'it says so';
    $other->psql('drop trigger wait on kidepot.migration');
    is good('again', migrate($other)), $everything =~ s/^.*\n//r, 'the rest follows';
    is $other->psql($not_ours), 0, 'and belongs to kidepot_owner';
};

subtest 'a migration that fails halfway leaves nothing' => sub {
    my $other = fresh();
    $other->psql(sql('roles'));
    $other->psql('set role kidepot_owner; create schema kidepot; create table kidepot.part ()');
    my $before = dump_of($other);
    refused($ours, qr/\Amigration "$migrations[0]" was not applied: query "$migrations[0]": relation "part" already exists\z/, migrate($other));
    is $other->psql("select count(*) from kidepot.migration"), 0, 'it is not in the ledger';
    is $other->psql("select count(*) from pg_namespace where nspname = 'kicad'"), 0, 'what it made before the failure is gone';
    is $other->psql("select to_regclass('kidepot.category') is null"), 't', 'all of it';
    $other->psql('drop table kidepot.part');
    is good('mended', migrate($other)), $everything, 'and it is applied once the cause is gone';
};

subtest 'the ones before the failing one stay' => sub {
    plan skip_all => 'there is one migration' if @migrations < 2;
    my $other = fresh();
    $other->psql(sql('roles'));
    $other->psql('set role kidepot_owner; create schema kidepot; create table kidepot.token ()');
    my $result = kidepot(migrate($other));
    is $result->{out}, "applied migration $migrations[0]\n", 'the first is applied';
    like $result->{err}, qr/\Akidepot: migration "$migrations[1]" was not applied: /, 'the second is not';
    $other->psql('drop table kidepot.token');
    is good('mended', migrate($other)), $everything =~ s/^.*\n//r, 'the rest follows';
};

subtest 'an edited migration is noticed' => sub {
    my $other = KiDepot::Database->new;
    $other->psql("update kidepot.migration set sha256 = sha256('x'), name = '0001_other' where number = 1");
    my $before = dump_of($other);
    refused($ours, "the database has migration \"0001_other\" with another text than this program's \"$migrations[0]\"; put the change into a new migration, or use the program that applied it", migrate($other));
    is dump_of($other), $before, 'and nothing is changed';
};

subtest 'a newer database is refused' => sub {
    my $other = KiDepot::Database->new;
    $other->psql("insert into kidepot.migration values (9000, '9000_later', sha256('x'))");
    my $before = dump_of($other);
    refused($ours, 'the database has migration "9000_later", which this program does not know; use a newer kidepot', migrate($other));
    is dump_of($other), $before, 'and nothing is changed';
};

subtest 'views' => sub {
    my $other = KiDepot::Database->new;
    $other->psql('drop view kicad.part');
    is good('a view is missing', migrate($other)), $all_views, 'all are made again';
    is dump_of($other) =~ s/kidepot_owner_login|postgres//gr, $dump =~ s/kidepot_owner_login|postgres//gr, 'as they were';
    $other->psql("update kidepot.view_digest set sha256 = sha256('x'); set role kidepot_owner; create view kicad.stale as select 1 as one, p.* from kicad.part p");
    is good('the texts are others', migrate($other)), $all_views, 'all are made again';
    is $other->psql("select to_regclass('kicad.stale') is null"), 't', 'those of an earlier version are dropped';
    is good('again', migrate($other)), $nothing, 'once';
    $other->psql("update kidepot.view_digest set sha256 = sha256('x'); create view public.report as select * from kicad.part");
    refused($ours, qr/\Aquery "view_drop": cannot replace the views: view public\.report depends on view kicad\.part; let what depends on them read the tables of schema kidepot instead, or drop it before "kidepot migrate" and make it again after\z/, migrate($other));
    is $other->psql('select count(*) from kicad.part'), 0, 'the views are still there';
    $other->psql('drop view public.report');

    $other->psql("insert into kidepot.own_view values ('kicad.part'); drop view kicad.part; create view kicad.part as select 'mine' as id");
    is good('an own view', migrate($other)), 'made ' . (@views - 1) . " views and their rights\n", 'the others are made';
    is $other->psql('select id from kicad.part'), 'mine', 'the own one is kept';
    is good('again', migrate($other)), $nothing, 'and stays';
    ok !eval { $other->psql('select id from kicad.part', 'web'); 1 }, 'rights on a view of another role are its to give';
    $other->psql("delete from kidepot.own_view");
    refused($wrong, '"kicad.part" is not a view of kidepot_owner; insert its name into kidepot.own_view to keep it, or drop it', migrate($other));
    is $other->psql('select id from kicad.part'), 'mine', 'nothing is lost by that';
    $other->psql('drop view kicad.part');
    is good('no own view any more', migrate($other)), $all_views, 'ours is back';
    $other->psql("insert into kidepot.own_view values ('kicad.part'); set role kidepot_owner; drop view kicad.part; create view kicad.part as select 'mine' as id");
    good('an own view of kidepot_owner', migrate($other));
    is $other->psql('select id from kicad.part', 'web'), 'mine', 'the web program may read it';
    ok !eval { $other->psql("insert into kidepot.own_view values ('public.part')"); 1 }, 'an own view is in schema kicad';
};

subtest 'tables in use' => sub {
    my $other = KiDepot::Database->new;
    my $dir = scratch_dir();
    $other->psql("update kidepot.view_digest set sha256 = sha256('x')");
    my $user = start_process(command => ["$bin/psql", '-XAtqd', $other->conninfo('super'), '-c',
            'begin; select count(*) from kicad.part; select pg_sleep(600)'], log => "$dir/user");
    ok wait_until(sub { $other->psql("select count(*) from pg_locks where database = (select oid from pg_database where datname = current_database()) and relation = 'kicad.part'::regclass") > 0 }), 'someone reads';
    refused($ours, qr/\Asomething else is using the tables, such as a dump or a transaction left open; run "kidepot migrate" again when it has ended: query "view_drop": canceling statement due to lock timeout\z/, migrate($other));
    KiDepot::Sandbox::end_process($user);
    $other->psql("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
    is good('afterwards', migrate($other)), $all_views, 'afterwards it goes on';
};

refused(1, qr/\Acannot reach the database: /, '--conninfo', 'host=/nowhere', 'migrate');
is kidepot(migrate($db), \'/dev/full')->{status}, 3, 'stdout is full';

subtest 'older names lose the blanks at their ends' => sub {
    my $db = KiDepot::Database->new;
    my $names = sub { join '|', $db->psql("select name from kidepot.$_[0] where id > 0 order by id") };
    for my $table (qw(supplier parameter_template)) {
        $db->psql("insert into kidepot.$table (name) values (' one '), ('two'), ('two '), ('three '), (' three'), (' ')", 'writer');
        $db->psql('begin; set role kidepot_owner; ' . sql('migrations/0062_names') . ' commit', 'owner');
        is $names->($table), 'one|two|two |three | three| ', "$table: but where another is called so, or nothing would be left";
    }
};

done_testing;
