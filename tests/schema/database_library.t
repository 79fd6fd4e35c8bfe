#!/usr/bin/perl
# The tables of schema kicad_dbl: that a database library reads in them what the web
# program sends, of the demo catalogue and after whatever change; that files which name
# them stay good; that reading them hinders nobody.

use v5.28;
use warnings;
use JSON::PP;
use Test::More;
use KiDepot::App;
use KiDepot::Database;
use KiDepot::DatabaseLibrary qw(row_of_document rows_of_tables);
use KiDepot::Fcgi;
use KiDepot::RandomChange;
use KiDepot::Sandbox qw(process_ended read_text root scratch_dir start_process wait_until write_text);

my $seed = $ENV{KIDEPOT_TEST_SEED} // time;

# A row as one text that no other row has.
sub text_of {
    my ($row) = @_;
    state $json = JSON::PP->new->canonical;
    return $json->encode($row);
}

# The parts of a listing, each a text by its name. Most listings are what they were when
# they were read before, and are not taken apart again.
sub texts_of_listing {
    my ($body) = @_;
    state %read;
    return $read{$body} //= { map { ($_->{name} => text_of(row_of_document($_))) } @{ decode_json($body) } };
}

# Each table, or those of these categories, against the listing of its category. Returns how
# many parts were compared.
sub same_as_served {
    my ($db, $app, $token, $what, @ids) = @_;
    my (@differ, $compared);
    my $get = sub {
        my ($path) = @_;
        my $answer = KiDepot::Fcgi::request($app->socket, { PATH_INFO => "/v1/$path", HTTP_AUTHORIZATION => "Token $token" });
        die "$path: $answer->{status}\n" unless $answer->{status} == 200;
        return $answer->{body};
    };
    my %served = map { ($_->{id} => 1) } @{ decode_json($get->('categories.json')) };
    my %table = map { split /\t/ } $db->psql('select kicad_id, name from kidepot.dblib_table');
    push @differ, "category $_ has no table" for grep { !$table{$_} } sort keys %served;
    @ids = sort keys %table unless @ids;
    my $rows = rows_of_tables($db, map { ($_ => $table{$_}) } @ids);
    for my $id (@ids) {
        my %wanted = %{ texts_of_listing($get->("parts/category/$id.json")) };
        my %found = map { ($_->{name} => text_of($_)) } @{ $rows->{$id} // [] };
        for my $name (sort keys %{ { %wanted, %found } }) {
            my ($wanted, $found) = map { $_->{$name} // 'nothing' } \%wanted, \%found;
            $compared++;
            push @differ, "$table{$id}, \"$name\":\n served $wanted\n  table $found" if $wanted ne $found;
        }
    }
    is scalar @differ, 0, $what or diag join "\n", @differ[0 .. ($#differ > 5 ? 5 : $#differ)];
    return $compared;
}

sub keep {
    my ($db, $wanted) = @_;
    $db->psql("update kidepot.setting set database_library = $wanted", 'writer');
}

my $db = KiDepot::Database->new(demo => 1);
my $tables = "select count(*) from pg_class where relnamespace = 'kicad_dbl'::regnamespace and relkind = 'r'";
my $noted = q{explain (analyze, costs off, timing off) update kidepot.part set description = 'other' where id % 7 = 0};
is $db->psql($tables), 0, 'nothing is there before it is wanted';
unlike $db->psql("begin; $noted; rollback", 'writer'), qr/dblib/, 'nor told of changes';
$db->psql(q{update kidepot.part set description = 'changed before' where id % 7 = 0}, 'writer');
keep($db, 'true');
my $app = KiDepot::App->start(database => $db, settings => { workers => 1, kept_memory => 0 });
my $token = $db->token;
cmp_ok same_as_served($db, $app, $token, 'the demo catalogue: every field of every part is as served'), '>', 1000, 'of more than a thousand parts';

subtest 'awkward texts' => sub {
    $db->psql(<<~'SQL', 'writer');
        insert into kidepot.parameter_template (name) values ('Say "when"'), ('part_id'), ('Symbol'), ('VALUE'), ('field 1'), ('Ünits'), ('What?'),
            ('A name that is longer than sixty-three bytes, which is what PostgreSQL has for a column');
        insert into kidepot.category (id, name, value_template) values (9001, 'Odd: 50 % "sure" _x_', '${Description}'), (9002, 'ÄÖÜ', null), (9003, 'Ω', null);
        SQL
    $db->psql(<<~'SQL', 'writer');
        insert into kidepot.part (id, category_id, name, symbol, footprint, value, description, keywords, exclude_from_bom)
        values (900001, 9001, 'x/y''z "q"', 'Device:R', 'L:F', null, E'first\nsecond\r\nthird', 'a b', true),
               (900002, 9001, 'none', 'Device:R', null, null, null, null, false), (900003, 9003, 'greek', 'Device:R', null, null, null, null, false);
        insert into kidepot.alternate values (900001, 1, 'L:G'), (900001, 2, 'L:H'), (900002, 1, 'L:G');
        insert into kidepot.parameter (part_id, template_id, value) select 900001, id, 'of ' || name from kidepot.parameter_template where source is null;
        SQL
    same_as_served($db, $app, $token, 'they are as served', 9001 .. 9003);
    is $db->psql("select string_agg(name, ', ' order by kicad_id) from kidepot.dblib_table where kicad_id in ('9001', '9002', '9003')"), 'c9001-odd-50-sure-x, c9002, c9003', 'tables have plain names';
    is $db->psql("select count(*) from kidepot.dblib_column where name ~ '[\"?]' or octet_length(name) > 63 or name in ('part_id', 'symbol', 'value')"), 0, 'and columns';
    is $db->psql("select string_agg(left(field_name, 10), ', ' order by field_name collate \"C\") from kidepot.dblib_column where kicad_id = '9001' and name ~ '^field [0-9]+\$'"),
        'A name tha, Say "when", Symbol, What?, field 1, part_id', 'those that cannot be so called have numbers';
};

subtest 'what is not shown any more' => sub {
    $db->psql(q{update kidepot.category set name = 'Other', exposed = false where id = 9001}, 'writer');
    is $db->psql('select count(*) from kicad_dbl."c9001-odd-50-sure-x"'), 0, 'leaves an empty table';
    $db->psql(q{update kidepot.category set exposed = true where id = 9001; delete from kidepot.parameter where part_id = 900001}, 'writer');
    is $db->psql('select count(*), count("Ünits"), count("tolerance") from kicad_dbl."c9001-odd-50-sure-x"'), "2\t0\t0", 'its columns stay when no part has the field';
    same_as_served($db, $app, $token, 'and comes back', 9001);
    is $db->psql(q{select name from kidepot.dblib_table where kicad_id = '9001'}), 'c9001-odd-50-sure-x', 'under the same name';
    $db->psql('delete from kidepot.part where category_id = 9001', 'writer');
    $db->psql('delete from kidepot.category where id = 9001', 'writer');
    is $db->psql('select count(*) from kicad_dbl."c9001-odd-50-sure-x"'), 0, 'a category that is gone too: KiCad loads nothing when a table is missing';
};

subtest 'names change hands' => sub {
    $db->psql(q{insert into kidepot.part (id, category_id, name, symbol) values (900011, 9002, 'one', 'Device:R'), (900012, 9003, 'two', 'Device:C')}, 'writer');
    $db->psql(q{begin; update kidepot.part set name = 'three' where id = 900011; update kidepot.part set category_id = 9002 where id = 900012; commit}, 'writer');
    same_as_served($db, $app, $token, 'a part moves, another is renamed', 9002, 9003, 'former');
    is $db->psql('select name from kicad_dbl.former'), 'one', 'its former name is in the table of these';
};

subtest 'not wanted, and wanted again' => sub {
    my $named = q{select string_agg(format('%s %s %s', t.name, d.name, d.field_name), ', ' order by t.name, d.name) from kidepot.dblib_table t left join kidepot.dblib_column d using (kicad_id)};
    my ($names, $made) = map { scalar $db->psql($_) } $named, $tables;
    my $columns = q{select string_agg(c.relname || ' ' || a.attname, ', ' order by c.relname, a.attname) from pg_class c join pg_attribute a on a.attrelid = c.oid
        where c.relnamespace = 'kicad_dbl'::regnamespace and c.relkind = 'r' and a.attnum > 0};
    my $had = $db->psql($columns);
    my $reader = KiDepot::DatabaseLibrary::open_reader($db, 'c9002');
    ok !eval { keep($db, 'false'); 1 }, 'a table that is read is not taken away';
    like $@, qr/^ERROR:  table kicad_dbl\."c9002" is being read\nHINT:  end the session that reads it, or try again$/m, 'its reader is to end';
    $reader->();
    is $db->psql($tables), $made, 'all are there';
    $db->psql(q{begin; update kidepot.part set description = 'unheard' where id = 900012; update kidepot.setting set database_library = false; commit}, 'writer');
    is $db->psql($tables), 0, 'then they go, also after a change in the same transaction';
    $db->psql(q{insert into kidepot.part (id, category_id, name, symbol) values (900013, 9002, 'unseen', 'Device:R'); update kidepot.part set description = 'later' where id = 900012}, 'writer');
    is $db->psql('select count(*) from kidepot.dblib_due'), 0, 'nothing is noted';
    $db->psql(q{begin; update kidepot.setting set database_library = true; update kidepot.part set keywords = 'after' where id = 900012; commit}, 'writer');
    same_as_served($db, $app, $token, 'they come back with what they missed');
    is $db->psql($named), $names, 'with the names they had';
    is $db->psql($columns), $had, 'and the columns, also of what is not shown';
    $db->psql(q{update kidepot.part set keywords = 'kept' where id = 900012; delete from kidepot.part where id = 900013}, 'writer');
    same_as_served($db, $app, $token, 'and follow');
};

# A session that says what this shell command writes; complaints are in the folder's log.
sub session {
    my ($dir, $command) = @_;
    return start_process(command => ['sh', '-c', "($command) | psql -XAtq -v ON_ERROR_STOP=1 '" . $db->conninfo('writer') . "'"], log => "$dir/log");
}

# One that does so in a transaction, which it ends when the folder has the file "go".
sub open_session {
    my ($dir, $sql) = @_;
    return session($dir, qq{echo "begin; $sql;"; while ! test -e $dir/go; do sleep 0.02; done; echo 'commit;'});
}

subtest 'a change that has begun when they are wanted' => sub {
    my $dir = scratch_dir();
    keep($db, 'false');
    my $writer = open_session($dir, q{update kidepot.part set keywords = 'early' where id = 900012});
    my $locks = "select count(*) from pg_locks l join pg_database d on d.oid = l.database and d.datname = current_database() where l.locktype = 'advisory' and";
    ok wait_until(sub { $db->psql("$locks l.granted") > 0 }), 'it has its lock';
    my $keeper = session($dir, q{echo 'update kidepot.setting set database_library = true'});
    ok wait_until(sub { $db->psql("$locks not l.granted") > 0 }), 'which is waited for';
    write_text("$dir/go", '');
    ok wait_until(sub { process_ended($writer) && process_ended($keeper) }), 'both end';
    is read_text("$dir/log"), '', 'well';
    same_as_served($db, $app, $token, 'the tables have the change');
};

subtest 'a token that is made while they are filled' => sub {
    my $dir = scratch_dir();
    keep($db, 'false');
    my $locks = 'select count(*) from pg_locks l join pg_database d on d.oid = l.database and d.datname = current_database() where';
    my $keeper = open_session($dir, q{update kidepot.setting set database_library = true});
    ok wait_until(sub { $db->psql("$locks l.mode = 'ShareRowExclusiveLock' and l.relation = 'kidepot.generation'::regclass") > 0 }), 'they are filled';
    my $token = session($dir, q{echo "insert into kidepot.token (name, prefix, sha256) values ('meanwhile', '0badcafe', sha256('meanwhile'))"});
    ok wait_until(sub { $db->psql("$locks not l.granted") > 0 }), 'the token waits';
    write_text("$dir/go", '');
    ok wait_until(sub { process_ended($token) && process_ended($keeper) }), 'both end';
    is read_text("$dir/log"), '', 'well';
};

subtest 'a reader that does not end' => sub {
    my $reader = KiDepot::DatabaseLibrary::open_reader($db, 'c9002');
    $db->psql(q{insert into kidepot.parameter (part_id, template_id, value) select 900011, id, 'late' from kidepot.parameter_template where name = 'Ünits'}, 'writer');
    is $db->psql(q{select symbol from kicad_dbl.c9002 where name = 'three'}), 'Device:R', 'a change is made all the same';
    is $db->psql(q{select made from kidepot.dblib_column where kicad_id = '9002' and field_name = 'Ünits'}), 'f', 'without the new column';
    $reader->();
    $db->psql(q{update kidepot.part set value = '5' where id = 900012}, 'writer');
    same_as_served($db, $app, $token, 'the next change of the category makes it', 9002);
};

$app->stop;

# Before 0052 the tables were kept in every catalogue. Roles are of the cluster, so it is one of its own.
subtest 'a catalogue from before there was a choice' => sub {
    my $old = KiDepot::Database->new(empty => 1, own_cluster => 1);
    my ($choice) = grep { /0052_/ } my @migrations = sort glob root() . '/schema/migrations/*.sql';
    my @before = grep { $_ lt $choice } @migrations;
    $old->psql(join "\n", read_text(root() . '/schema/roles.sql'), 'begin; set role kidepot_owner;', map({ read_text($_) } root() . '/schema/ledger.sql', @before),
        q{insert into kidepot.category (name) values ('A'); insert into kidepot.part (category_id, name, symbol) select id, 'one', 'Device:R' from kidepot.category; commit});
    my $chosen = sub { $old->psql(join "\n", 'begin; set role kidepot_owner;', read_text($choice), "select database_library from kidepot.setting; $tables; rollback") };
    is join(' ', grep { /\S/ } $chosen->()), 'f 0', 'without a login that reads them they are not kept any more';
    $old->psql('create role reads login; grant kidepot_dblib to reads');
    is join(' ', grep { /\S/ } $chosen->()), 't 1', 'with one they are';
    $old->stop_server;
};

# Whatever happens.
note "KIDEPOT_TEST_SEED=$seed";
srand $seed;
my $other = KiDepot::Database->new;
KiDepot::RandomChange::fill($other);
keep($other, 'true');
$app = KiDepot::App->start(database => $other, settings => { workers => 1, kept_memory => 0 });
my @changes = KiDepot::RandomChange::some(300);
my $secret = $other->token;
while (my @some = splice @changes, 0, 50) {
    $other->psql("\\set ON_ERROR_STOP 0\n" . join(";\n", @some) . ';', 'writer');
    same_as_served($other, $app, $secret, 'random changes, seed ' . $seed) or last;
}
$other->psql('truncate kidepot.part cascade', 'owner');
same_as_served($other, $app, $secret, 'all parts at once are gone');
is $other->psql('select count(*) from kidepot.dblib_due'), 0, 'nothing is left to do';

done_testing;
