# kidepot export all and json: the whole catalogue out, into an empty database and out
# again is the same to the byte, also with awkward texts, and looks the same in KiCad; a
# dump with the roles' rights comes back too. Half of anything is stored by none.

use v5.28;
use warnings;
use utf8;
use Encode qw(encode_utf8);
use JSON::PP qw(decode_json);
use Test::More;
use KiDepot::Cli qw(kidepot good refused);
use KiDepot::Database;
use KiDepot::Sandbox qw(scratch_dir own_to_server write_text read_text run);

my ($wrong, $output, $usage) = (2, 3, 4);
my $dir = scratch_dir();
my @tables = qw(setting template category category_field footprint_map supplier part former_name parameter supplier_part
    alternate pin_map location stock);
sub as { ('--conninfo', $_[0]->conninfo('writer')) }
sub folder { map { ($_ => read_text("$_[0]/$_.csv")) } @tables }
sub catalogue {
    my ($db) = @_;
    return map { $db->psql($_) } 'select r.name, r.symbol, r.reference, r.value, r.footprint, r.footprint_filters, r.datasheet, r.description,
            r.keywords, r.exclude_from_bom, r.field_names, r.field_values, r.field_visible, r.listed_description, r.pin_map_footprints, r.pin_map_pads
            from kidepot.part_resolved r order by r.name collate "C"',
        'select path, exposed, symbol, footprint, reference, value_template from kidepot.category_resolved order by path collate "C"',
        'select p.name, n.name from kidepot.part_name n join kidepot.part p on p.id = n.part_id order by 1, 2', 'table kidepot.setting';
}

my $db = KiDepot::Database->new(demo => 1);
$db->psql(encode_utf8(<<~'SQL'), 'writer');
    update kidepot.setting set stock_format = '{0} "{1}"', category_depth = 3, uncategorized = 'Ohne, alles', former_names = null, value_style = '4.7k';
    insert into kidepot.supplier (name, field_name) values ('Mouser', 'Mouser number'), ('A "quoted", one', null), ('\N', '\.');
    insert into kidepot.supplier_part (part_id, supplier_id, sku, url)
    select p.id, u.id, p.id || '-' || u.id, 'https://example.org/' || p.id from kidepot.part p, kidepot.supplier u where p.id % 7 = 0;
    insert into kidepot.category (name, description) values ('Ω, "µ" \ ''x''', E'\n\\.\n two\r\nlines\t'), ('null', 'null');
    insert into kidepot.category_field (category_id, template_id, field_name, visible)
    select c.id, t.id, 'Seen as', true from kidepot.category c, kidepot.parameter_template t where c.parent_id is null and t.name = 'MPN';
    insert into kidepot.footprint_map (category_id, value, footprint) values (null, '0805', 'Lib:All');
    update kidepot.part set description = E'two\r\nlines, "quoted"; and\ta tab\n\\.\nend', value = ' 1 ', keywords = '\n \\ \x41 ''' where id = (select min(id) from kidepot.part);
    insert into kidepot.part (name, template, ipn) values ('A:B <pattern>', true, '\.'), ('"', false, ','), ('Größe 名前 🎛', false, 'true'), ('null', false, 'null'), ('007', false, '007');
    update kidepot.part set name = 'once "so"' where name = '"';
    update kidepot.part set name = 'then so' where name = 'once "so"';
    update kidepot.part set name = '"' where name = 'then so';
    insert into kidepot.location (name, description) values ('Shelf 1', E'by the\nwindow'), ('Shelf 2', null);
    insert into kidepot.stock_movement (part_id, location_id, quantity) select p.id, l.id, p.id * 2.5 from kidepot.part p, kidepot.location l where p.id % 11 = 0;
    insert into kidepot.pin_map (part_id, footprint, pin, pad) select part_id, footprint, '1', 'A' from kidepot.part_resolved where footprint is not null order by part_id limit 3;
    SQL

# --- as CSV

is good('export all', as($db), 'export', 'all', "$dir/set"), '', 'export all says nothing';
my %first = folder("$dir/set");
is join(' ', sort map { s{.*/}{}r } glob "$dir/set/*"), join(' ', sort map { "$_.csv" } @tables), 'a file for each table, and nothing else';
is $first{former_name}, qq(part,name\n"""","once ""so"""\n"""",then so\n), 'names that a part had';
is $first{setting}, "category_depth,uncategorized,value_style,stock_format,former_names,pcm_url,pcm_name,pcm_prefix,hold_unpublished,database_library\n"
    . qq(3,"Ohne, alles",4.7k,"{0} ""{1}""",,,KiDepot,PCM_,no,no\n), 'the settings';
my $other = KiDepot::Database->new;
my $said = good('a dry run', as($other), 'import', 'all', "$dir/set", '--dry-run');
like $said, qr/^part: [1-9]\d* made, 0 changed, 0 unchanged; nothing was stored$/m, 'a dry run tells';
is $other->psql('select count(*) from kidepot.part'), 0, 'and stores nothing';
$said = good('import all', as($other), 'import', 'all', "$dir/set");
is join(' ', $said =~ /^(\w+):/mg), "@tables", 'each table is told of';
is_deeply [catalogue($other)], [catalogue($db)], 'elsewhere KiCad sees the same';
good('export all elsewhere', as($other), 'export', 'all', "$dir/set2");
is_deeply { folder("$dir/set2") }, \%first, 'and the files are the same to the byte';
$said = good('import all again', as($other), 'import', 'all', "$dir/set");
unlike $said, qr/: (?!0 made, 0 changed)/, 'a second time nothing is made or changed';

mkdir "$dir/saved" or die "$dir/saved: $!\n";
write_text("$dir/saved/supplier.csv", "name;field_name\nMouser;Bestellnummer\n");
is good('import all of what a spreadsheet saved', as(KiDepot::Database->new), 'import', 'all', "$dir/saved"), "supplier: 1 made, 0 changed, 0 unchanged\n", 'semicolons are found';

# --- as JSON

good('export json', as($db), 'export', 'json', "$dir/all.json");
my $json = decode_json(read_text("$dir/all.json"));
is join(' ', sort keys %$json), join(' ', sort 'kidepot_catalogue', @tables), 'JSON with a member for each table';
my ($part) = grep { $_->{name} eq '007' } @{ $json->{part} };
is_deeply $part, { name => '007', ipn => '007', active => JSON::PP::true, (map { $_ => JSON::PP::false } qw(template not_for_new_designs exclude_from_bom exclude_from_board exclude_from_sim)),
    map { $_ => undef } qw(category description keywords manufacturer mpn datasheet symbol footprint reference value) },
    'a row: truths are truths, what is not set is null';
my $third = KiDepot::Database->new;
$said = good('import json', as($third), 'import', 'json', '-', { input => read_text("$dir/all.json") });
is join(' ', $said =~ /^(\w+):/mg), "@tables", 'from standard input, each table is told of';
is_deeply [catalogue($third)], [catalogue($db)], 'elsewhere KiCad sees the same';
ok good("export json elsewhere", as($third), "export", "json") eq read_text("$dir/all.json"), 'and the file is the same to the byte';
good('from the other form', as($third), 'export', 'all', "$dir/set3");
is_deeply { folder("$dir/set3") }, \%first, 'both forms say the same';
my $told = decode_json(good('import json --json', as($third), 'import', 'json', "$dir/all.json", '--json'));
is $told->{stored} . ' ' . join(' ', map { "$_->{table} $_->{made} $_->{changed}" } @{ $told->{tables} }), '1 ' . join(' ', map { "$_ 0 0" } @tables), 'told to programs; nothing is made twice';

# --- a dump of the database, into one that has the roles

my ($source, $target) = ($db, KiDepot::Database->new(empty => 1));
my $result = run(command => ['sh', '-c', 'pg_dump -Fc -d "$1" | pg_restore --exit-on-error -d "$2"', 'sh', map { $_->conninfo('super') } $source, $target], user => 'server');
is "$result->{status}$result->{err}", '0', 'pg_dump and pg_restore';
good('export all of it', as($target), 'export', 'all', "$dir/set4");
is_deeply { folder("$dir/set4") }, \%first, 'a database that was restored says the same';
$target->psql("insert into kidepot.part (name) values ('new')", 'writer');
is eval { $target->psql('select count(*) from kidepot.part', 'web'); 'read' } // 'refused', 'refused', 'its roles may what they might';
is $target->psql("select count(*) from kicad.part where name = 'new'", 'web'), 1, 'and its triggers do what they did';
$target->psql("grant create on database $target->{name} to kidepot_owner");
unlike good('migrate', '--conninfo', $target->conninfo('owner'), 'migrate'), qr/\d{4}_/, 'no migration is missing';

# --- what is refused, and nothing is stored then

sub unchanged { ok good('export', as($third), 'export', 'json') eq read_text("$dir/all.json"), "$_[0]: nothing has changed" }
my $sets = 0;
sub set_of {
    my (%file) = @_;
    my $folder = "$dir/bad" . ++$sets;
    mkdir $folder;
    own_to_server($folder);
    write_text("$folder/$_", $file{$_}) for keys %file;
    return $folder;
}
my $bad = set_of('supplier.csv' => "name\nNew\n", 'part.csv' => "name,symbol\nNew,Device\n");
$result = kidepot(as($third), 'import', 'all', $bad);
is "$result->{status}$result->{out}", $wrong, 'a row that does not fit';
is $result->{err}, "$bad/part.csv:2: symbol \"Device\": symbols and footprints are written as KiCad does, \"Library:Name\"\n"
    . "kidepot: $bad/part.csv: 1 of 1 rows of table part do not fit, so nothing is stored\n", 'is told with its file and line';
unchanged('a row that does not fit');
$bad = set_of('parts.csv' => "name\nNew\n");
refused($wrong, qr/\A\Q$bad: "parts.csv" is called after no table; they are setting, template\E/, as($third), 'import', 'all', $bad);
$bad = set_of('readme.txt' => '');
refused($wrong, "the folder \"$bad\" has no file of a table, such as \"part.csv\"", as($third), 'import', 'all', $bad);
refused($wrong, "cannot read the folder \"$dir/none\": No such file or directory", as($third), 'import', 'all', "$dir/none");
$bad = set_of('setting.csv' => "value_style\n4k\n");
refused($wrong, "$bad/setting.csv: values are written \"4k7\" or \"4.7k\"; give one of these", as($third), 'import', 'all', $bad);
$bad = set_of('former_name.csv' => "part,name\n007,null\n007,x\n\"\"\"\",X\n\"\"\"\",x\nnone,y\n");
$result = kidepot(as($third), 'import', 'all', $bad);
is_deeply [$result->{err} =~ /^\S+?csv:(\d+: \w+) .*?: ([^,;\n]+)/mg], ['2: name', 'another part has or had that name', '5: name', 'another part has or had that name', '6: part', 'no part is called so'], 'names of others';
for my $case (
    ['[]', '1: it is no JSON object'], ['{"part":[{"name":"x"}', '1: a "," or "]" must follow an element'],
    ["{\n\"part\":[{\"name\":\"x\"}],\n\"parts\":[{}]}", '3: "parts" is no table; "kidepot import csv --help" names them'],
    ["{\"part\":[\n{\"name\":\"x\",\"nmae\":1}]}", '2: "nmae" is no column of that table'],
    ["{\"part\":[\n\n{\"name\":[\"x\"]}]}", '3: "name" is a text, a number, true, false or null'],
    ['{"part":["x"]}', '1: "part" is an array of objects; this is none'], ['{"part":{}}', '1: "part" is no table; "kidepot import csv --help" names them'],
    ['{"kidepot_catalogue":2}', '1: "kidepot_catalogue" is 1 in every file that this program reads'],
    ['{"part":[]} x', '1: something follows the object'], ["{\"part\":[{\"name\":\"\xff\"}]}", qr/: the value that begins on line 1: line 1, column \d+/],
    ['{"part":[{"name":"' . 'x' x 1_100_000 . '"}]}', '1: the value is larger than 1 MiB'], ["{\"p\\u0061rt\":[]}", '1: the name of a member is one of a table; this is none'],
    ['{"part":[,]}', '1: a value must be here'], ['{"part" []}', '1: a ":" must follow the name of a member'], ['{part:[]}', '1: the name of a member must be here, in quotes'],
    ['{"part":[] "x":1}', '1: a "," or "}" must follow a member'],
) {
    my ($text, $message) = @$case;
    write_text("$dir/bad.json", $text);
    refused($wrong, ref $message ? $message : "$dir/bad.json:$message", as($third), 'import', 'json', "$dir/bad.json");
}
$result = kidepot(as($third), 'import', 'json', '-', { input => "{\"part\":[{\"name\":\"n1\"},\n{\"name\":\"n2\",\"symbol\":\"x\"}]}" });
is $result->{err}, "standard input:2: symbol \"x\": symbols and footprints are written as KiCad does, \"Library:Name\"\n"
    . "kidepot: standard input: 1 of 2 rows of table part do not fit, so nothing is stored\n", 'a row of JSON that does not fit has its line';
unchanged('JSON that does not fit');
write_text("$dir/file", '');
refused($output, qr/\Acannot write "\Q$dir\E\/file\/setting.csv": Not a directory/, as($db), 'export', 'all', "$dir/file");
refused($output, qr/\Acannot make the folder "\Q$dir\E\/a\/b": No such file/, as($db), 'export', 'all', "$dir/a/b");
refused($output, qr/\Acannot write to the standard output/, as($db), 'export', 'json', \'/dev/full');

done_testing;
