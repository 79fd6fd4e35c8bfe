# Who may do what: the web program reads five views and nothing else, the people
# who keep the catalogue change the catalogue and not the books of migrations.

use v5.28;
use warnings;
use Test::More;
use KiDepot::Database;

my $db = KiDepot::Database->new;
my @tables = $db->psql("select oid::regclass from pg_class where relnamespace = 'kidepot'::regnamespace and relkind in ('r', 'v') order by 1");
my @views = $db->psql("select oid::regclass from pg_class where relnamespace = 'kicad'::regnamespace order by 1");
my @verbs = qw(select insert update delete truncate references trigger);
my @books = qw(kidepot.migration kidepot.own_view kidepot.view_digest kidepot.category_resolved kidepot.category_field_resolved kidepot.kicad_library_resolved kidepot.part_resolved
    kidepot.part_search kidepot.stock kidepot.change kidepot.generation kidepot.generation_due kidepot.served_digest kidepot.view_made
    kidepot.dblib_table kidepot.dblib_column kidepot.dblib_due);
my %partly = ('kidepot.stock_movement' => 'select insert', 'kidepot.part_name' => 'select delete',
    'kidepot.package_version' => 'select insert');

# The verbs a role has on a table or view.
sub rights {
    my ($role, $relation) = @_;
    my @has = map { "has_table_privilege('$role', '$relation', '$_')" } @verbs;
    my @answers = split /\t/, scalar $db->psql('select ' . join ', ', @has);
    return join ' ', map { $verbs[$_] } grep { $answers[$_] eq 't' } 0 .. $#verbs;
}

sub denied {
    my ($role, $sql) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    ok !eval { $db->psql($sql, $role); 1 }, "$role: $sql";
    like $@, qr/permission denied|must be owner/, 'is denied';
}

is "@views", 'kicad.category kicad.part kicad.token kicad.generation kicad.repository', 'schema kicad has five views';
is rights('kidepot_reader', $_), 'select', "the reader selects from $_" for @views;
is rights('kidepot_reader', $_), '', "the reader has no right on $_" for @tables;
is rights('kidepot_writer', $_), 'select', "the writer selects from $_" for @views;
for my $table (@tables) {
    my $is_book = grep { $_ eq $table } @books;
    is rights('kidepot_writer', $table), $is_book ? 'select' : $partly{$table} // 'select insert update delete', "the writer and $table";
}
is $db->psql("select has_schema_privilege('kidepot_reader', 'kicad', 'usage')"), 't', 'the reader may use schema kicad';
is $db->psql("select has_schema_privilege('$$_[0]', '$$_[1]', '$$_[2]')"), 'f', "@$_: not"
    for ['kidepot_reader', 'kidepot', 'usage'], ['kidepot_reader', 'kicad', 'create'], ['kidepot_reader', 'kidepot', 'create'],
        ['kidepot_writer', 'kidepot', 'create'], ['kidepot_writer', 'kicad', 'create'];

is $db->psql("select count(*) from $_ where '$_' <> 'kicad.generation'", 'web'), 0, "the web program reads $_" for @views;
denied('web', $_) for 'select 1 from kidepot.part', 'select 1 from kidepot.token', 'select 1 from kidepot.migration',
    'delete from kicad.token', 'delete from kicad.generation', "select nextval('kidepot.generation_number')", 'create table kicad.x ()',
    "select kidepot.kicad_name('a')", 'set role kidepot_owner';
denied('writer', $_) for "insert into kidepot.migration values (9, '9', 'x')", 'delete from kidepot.migration',
    "update kidepot.migration set name = 'x'", "insert into kidepot.own_view values ('kicad.part')", 'delete from kidepot.view_digest',
    "update kidepot.category_resolved set path = 'x'", 'insert into kidepot.stock values (1, 1, 1)',
    "update kidepot.stock_movement set who = 'x'", 'delete from kidepot.stock_movement', "insert into kidepot.change (kind, row_id, name, action) values ('part', 1, 'x', 'added')",
    'delete from kidepot.change', 'delete from kidepot.generation', "insert into kidepot.generation_due (subject, row_id) values ('', '')", 'select kidepot.generation_views()', "update kidepot.part_name set name = 'x'", 'drop view kicad.part', 'select kidepot.drop_views()', 'create table kidepot.x ()',
    'set role kidepot_owner';
# A function of a trigger takes SQL as its argument and runs it as the owner.
my @as_owner = $db->psql("select oid::regprocedure from pg_proc where pronamespace = 'kidepot'::regnamespace and prosecdef order by 1");
cmp_ok scalar @as_owner, '>', 10, 'functions run as the owner';
is $db->psql("select has_function_privilege('kidepot_writer', '$_', 'execute')"), 'f', "the writer runs $_ by no statement of its own" for @as_owner;
denied('writer', "create temporary table mine (part_id bigint); create trigger mine after insert on mine referencing new table as inserted
    for each statement execute function kidepot.change_detail('part', 'current_user', 'current_user')");

$db->psql("insert into kidepot.category (name) values ('A'); insert into kidepot.part (category_id, name) select id, 'p' from kidepot.category", 'writer');
is $db->psql('select name from kicad.part', 'web'), 'p', 'what the writer inserts the web program reads';

done_testing;
