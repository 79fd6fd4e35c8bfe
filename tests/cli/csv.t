# kidepot import csv and export csv: what is written comes back the same, rows are
# made and changed, columns may be missing and in any order, delimiters, line ends.

use v5.28;
use warnings;
use utf8;
use Encode qw(encode_utf8);
use JSON::PP qw(decode_json);
use Test::More;
use KiDepot::Cli qw(kidepot good refused);
use KiDepot::Database;
use KiDepot::Sandbox qw(scratch_dir write_text read_text);

my ($wrong, $usage, $output) = (2, 4, 3);
my $dir = scratch_dir();
my @tables = qw(template category category_field footprint_map supplier part parameter supplier_part alternate
    pin_map location stock);

sub as { ('--conninfo', $_[0]->conninfo('writer')) }
sub file { write_text("$dir/$_[0].csv", encode_utf8($_[1])) }

# Imports the text and returns what is said of it.
sub import_text {
    my ($db, $table, $text, @options) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    return good("import csv $table", as($db), 'import', 'csv', $table, file('text', $text), @options);
}
sub says {
    my ($said, $db, $table, $text, @options) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    is import_text($db, $table, $text, @options), "$said\n", "$table: $said";
}
sub catalogue {
    my ($db) = @_;
    return map { $db->psql($_) } 'select name, symbol, reference, value, footprint, footprint_filters, datasheet, description,
            keywords, exclude_from_bom, exclude_from_board, exclude_from_sim, field_names, field_values, field_visible, listed_description, pin_map_footprints, pin_map_pins, pin_map_pads
            from kidepot.part_resolved order by name',
        'select path, exposed, symbol, footprint, reference, value_template from kidepot.category_resolved order by path';
}

# --- a catalogue out and in again, here and elsewhere

my $demo = KiDepot::Database->new(demo => 1);
$demo->psql(<<~'SQL', 'writer');
    insert into kidepot.supplier (name, field_name) values ('Mouser', 'Mouser number'), ('A "quoted", one', null);
    insert into kidepot.supplier_part (part_id, supplier_id, sku, url)
    select p.id, u.id, p.id || '-' || u.id, 'https://example.org/' || p.id from kidepot.part p, kidepot.supplier u where p.id % 7 = 0;
    insert into kidepot.category_field (category_id, template_id, field_name, visible)
    select c.id, t.id, 'Seen as', true from kidepot.category c, kidepot.parameter_template t where c.parent_id is null and t.name = 'MPN';
    insert into kidepot.footprint_map (category_id, value, footprint) values (null, '0805', 'Lib:All');
    insert into kidepot.footprint_map (category_id, value, footprint) select min(id), '0805', 'Lib:One' from kidepot.category;
    update kidepot.setting set stock_format = '{0} {1}';
    update kidepot.part set description = E'two\r\nlines, "quoted"; and\ta tab', value = ' 1 ' where id = (select min(id) from kidepot.part);
    update kidepot.parameter set visible = true, served = false, field_name = 'Own' where (part_id, template_id) in (select part_id, template_id from kidepot.parameter order by 1, 2 limit 3);
    insert into kidepot.part (name, template) values ('A:B <pattern>', true);
    insert into kidepot.location (name, description) values ('Shelf 1', E'by the\nwindow'), ('Shelf 2', null);
    insert into kidepot.stock_movement (part_id, location_id, quantity) select p.id, l.id, p.id * 2.5 from kidepot.part p, kidepot.location l where p.id % 11 = 0;
    insert into kidepot.pin_map (part_id, footprint, pin, pad) select part_id, footprint, '1', 'A' from kidepot.part_resolved where footprint is not null order by part_id limit 3;
    SQL
my $empty = KiDepot::Database->new;
$empty->psql(q{update kidepot.setting set stock_format = '{0} {1}'}, 'writer');
for my $delimiter (qw(comma tab)) {
    for my $table (@tables) {
        my $name = "$dir/$table.csv";
        is good("export $table", as($demo), 'export', 'csv', $table, $name, '--delimiter', $delimiter), '', "export csv $table to a file says nothing";
        my $rows = $demo->psql('select count(*) from kidepot.' . ($table eq 'template' ? 'parameter_template' : $table));
        is good("import $table", as($demo), 'import', 'csv', $table, $name, '--delimiter', $delimiter),
            "$table: 0 made, 0 changed, $rows unchanged\n", "$table, $delimiter: comes back unchanged";
        next if $delimiter eq 'tab';
        my $said = good("import $table elsewhere", as($empty), 'import', 'csv', $table, $name);
        my ($made, $changed, $unchanged) = $said =~ /^$table: (\d+) made, (\d+) changed, (\d+) unchanged$/;
        is $made + $changed + $unchanged, $rows, "$table: all of $rows rows are elsewhere";
        is $made, $rows, "$table: all made" unless $table eq 'template';
    }
}
is_deeply [catalogue($empty)], [catalogue($demo)], 'elsewhere parts and categories look the same in KiCad';
for my $table (@tables) {
    is good("export $table elsewhere", as($empty), 'export', 'csv', $table, '-', '--delimiter', 'tab'), read_text("$dir/$table.csv"),
        "$table: elsewhere the file is the same";
}

# --- rows made, changed and left

my $db = KiDepot::Database->new;
sub part { scalar $db->psql("select coalesce($_[1]::text, 'null') from kidepot.part where name = '$_[0]'") }
is good('export of none', as($db), 'export', 'csv', 'supplier'), "name,field_name\n", 'an empty table has its header';
says('supplier: 0 made, 0 changed, 0 unchanged', $db, 'supplier', "name,field_name\n");
says("part: 2 made, 0 changed, 0 unchanged\ncategory: 3 made for these", $db, 'part', <<~'CSV', '--make-categories');
    name,category,ipn,description,active
    R1,Passives/Resistors,R-1,chip,yes
    C1,Passives/Capacitors,,,
    CSV
is $db->psql("select string_agg(path, ' ' order by path) from kidepot.category_resolved where category_id > 0"),
    'Passives Passives/Capacitors Passives/Resistors', 'the categories were made';
says('part: 0 made, 1 changed, 1 unchanged', $db, 'part', "ipn,name\nR-1,R1\nC-1,C1\n");
is part('R1', 'description'), 'chip', 'a column that is not named is left';
says('part: 0 made, 1 changed, 0 unchanged', $db, 'part', "name,description,category,active\nR1,,,\"\"\n");
is part('R1', 'description') . part('R1', 'category_id') . part('R1', 'active'), 'nullnulltrue', 'an empty cell unsets';
is part('R1', 'ipn'), 'R-1', 'the others are left';
says('part: 1 made, 1 changed, 0 unchanged', $db, 'part', "\x{feff}Name; IPN \r\nR1;\"R-1;a\"\r\n\"R\"\"2\";Ω-2\r\n");
is part('R1', 'ipn') . part('R"2', 'ipn'), encode_utf8('R-1;aΩ-2'), 'a BOM, CRLF, quotes, semicolons, which are found, blanks and capitals in the header';
says('part: 0 made, 1 changed, 0 unchanged', $db, 'part', "name\tactive\r\"R1\"\tno");
is part('R1', 'active'), 'false', 'tabs, CR, no line end at the end';
says('part: 0 made, 0 changed, 1 unchanged', $db, 'part', "name,active\nR1,$_\n") for qw(No FALSE off 0);
says('part: 0 made, 1 changed, 0 unchanged', $db, 'part', "name,line,problem,active\nR1,7,it is,1\n");
is good('from standard input', as($db), 'import', 'csv', 'part', '-', { input => "name\nX:1\n" }), "part: 1 made, 0 changed, 0 unchanged\n", 'import csv part -';
says('part: 0 made, 1 changed, 0 unchanged', $db, 'part', "name,mpn\nX_1,M\n");
is part('X:1', 'mpn'), 'M', 'a part is found by the name KiCad shows';

# --- the other tables

says('template: 1 made, 1 changed, 1 unchanged', $db, 'template', "name,unit,visible,served,si_prefix\nResistance,\x{3a9},yes,,yes\nMPN,,yes,yes,no\nIPN,,no,yes,no\n");
is $db->psql("select unit, visible, served, si_prefix from kidepot.parameter_template where name = 'Resistance'"), encode_utf8("\x{3a9}\tt\tt\tt"), 'a template';
says("parameter: 3 made, 0 changed, 0 unchanged\ntemplate: 1 made for these", $db, 'parameter', <<~'CSV', '--make-templates');
    part,parameter,value,visible,served,field_name
    R1,Resistance,4k7,,,
    ipn:R-1;a,Colour,red,yes,no,Shade
    C1,Colour,blue,,,
    CSV
is $db->psql("select value, field_name, visible, served from kidepot.parameter where value = 'red'"), "red\tShade\tt\tf", 'a parameter';
says('parameter: 0 made, 1 changed, 1 unchanged', $db, 'parameter', "part,parameter,visible\nR1,Colour,\nC1,Colour,\n");
is $db->psql("select value, field_name, visible, served from kidepot.parameter where value = 'red'"), "red\tShade\t\tf", 'one of its columns';
says("supplier_part: 3 made, 0 changed, 0 unchanged\nsupplier: 2 made for these", $db, 'supplier_part', <<~'CSV', '--make-suppliers');
    part,supplier,sku,url
    R1,Mouser,603-1,https://example.org/1
    R1,Mouser,603-2,
    C1,Digi-Key,C-ND,
    CSV
says('supplier_part: 0 made, 1 changed, 2 unchanged', $db, 'supplier_part', "sku,part,supplier,url\n603-1,R1,Mouser,\n603-2,R1,Mouser,\nC-ND,C1,Digi-Key,\n");
says('supplier: 1 made, 1 changed, 1 unchanged', $db, 'supplier', "name,field_name\nMouser,Mouser number\nDigi-Key,\nReichelt,Number\n");
says("category: 4 made, 0 changed, 0 unchanged\ncategory: 2 made for these\ntemplate: 1 made for these", $db, 'category', <<~'CSV', '--make-templates', '--make-categories');
    path,exposed,symbol,footprint,reference,value_template,value_parameter,footprint_parameter,description
    ICs/Analog/Opamps,,L:Opamp,,U,,,Package,
    ICs/Analog,no,,,,,,,"Analog,
    all of it"
    ICs/Logic,,,,,${Resistance},,,
    Power/Regulators,,,,,,Resistance,,
    CSV
is $db->psql("select path, exposed, symbol, reference from kidepot.category_resolved where path = 'ICs/Analog/Opamps'"), "ICs/Analog/Opamps\tf\tL:Opamp\tU", 'below a category that comes later in the file';
says('category: 0 made, 1 changed, 1 unchanged', $db, 'category', "path,exposed,value_parameter\nICs/Analog,yes,\nICs,,\n");
says('footprint_map: 2 made, 0 changed, 0 unchanged', $db, 'footprint_map', "value,category,footprint\n0805,,L:A\n0805,ICs,L:B\n");
says('footprint_map: 0 made, 1 changed, 1 unchanged', $db, 'footprint_map', "value,category,footprint\n0805,ICs,L:C\n0805,,L:A\n");
says('footprint_map: 1 made, 1 changed, 0 unchanged', $db, 'footprint_map', "value,footprint\n0805,L:D\n0603,L:E\n");
is $db->psql("select string_agg(value || footprint, ' ' order by category_id nulls first, value) from kidepot.footprint_map"), '0603L:E 0805L:D 0805L:C', 'the mappings';
says('category_field: 1 made, 0 changed, 0 unchanged', $db, 'category_field', "category,parameter,visible\nICs,MPN,yes\n");
says('category_field: 1 made, 1 changed, 0 unchanged', $db, 'category_field', "category,parameter,visible,field_name\nICs,MPN,,Number\nICs,Colour,no,\n");
says('alternate: 3 made, 0 changed, 0 unchanged', $db, 'alternate', "part,position,footprint\nR1,1,L:A\nR1,2,L:B\nC1,1,L:A\n");
says('alternate: 1 made, 2 changed, 1 unchanged', $db, 'alternate', "part,position,footprint\nR1,1,L:B\nR1,2,L:A\nR1,3,L:C\nC1,1,L:A\n");
is $db->psql("select string_agg(a.footprint, ' ' order by a.position) from kidepot.alternate a join kidepot.part p on p.id = a.part_id where p.name = 'R1'"), 'L:B L:A L:C', 'alternates change places';

says('location: 2 made, 0 changed, 0 unchanged', $db, 'location', "name,description\nBox,\nShelf,by the door\n");
says('location: 0 made, 1 changed, 0 unchanged', $db, 'location', "name,description\nShelf,\n");
says('stock: 2 made, 0 changed, 1 unchanged', $db, 'stock', "part,location,quantity\nR1,Box,100\nipn:C-1,Shelf,0.5\nC1,Box,0\n");
says('stock: 0 made, 1 changed, 1 unchanged', $db, 'stock', "part,quantity,location\nR1,75,Box\nC1,0.50,Shelf\n");
is $db->psql("select string_agg(quantity::text, ' ' order by id) from kidepot.stock_movement"), '100 0.5 -25', 'what differs is a movement';
says('pin_map: 2 made, 0 changed, 0 unchanged', $db, 'pin_map', "part,footprint,pin,pad\nR1,L:A,1,2\nR1,L:A,2,1\n");
says('pin_map: 1 made, 0 changed, 1 unchanged', $db, 'pin_map', "part,footprint,pin,pad\nR1,L:A,1,2\nR1,L:A,1,3\n");
$db->psql("update kidepot.part set name = 'C1 new' where name = 'C1'", 'writer');
says('part: 0 made, 0 changed, 1 unchanged', $db, 'part', "name,ipn\nC1,C-1\n");
is part('C1 new', 'ipn'), 'C-1', 'a part is found by a name it had, and not renamed';
$db->psql("update kidepot.part set name = 'C1' where name = 'C1 new'", 'writer');

# --- dry run, JSON, rejected rows

sub report { decode_json(import_text($db, @_)) }
my $before = join "\n", map { good("export $_", as($db), 'export', 'csv', $_) } @tables;
sub unchanged { is join("\n", map { good("export $_", as($db), 'export', 'csv', $_) } @tables), $before, "$_[0]: nothing has changed" }
says("part: 1 made, 1 changed, 0 unchanged; nothing was stored\ncategory: 1 made for these\ndelimiter: comma", $db, 'part', "name,category,ipn\nNew,Here,\nC1,,C-9\n", '--dry-run', '--make-categories');
says("part: 0 made, 1 changed, 0 unchanged; nothing was stored\ndelimiter: $$_[0]", $db, 'part', "\"name\"$$_[1]keywords\nC1$$_[1]\"a,b;c;d\"\n", '--dry-run')
    for ['semicolon', ';'], ['tab', "\t"], ['comma', ','];
says("location: 1 made, 0 changed, 0 unchanged; nothing was stored\ndelimiter: comma", $db, 'location', "name\nLeft; right\n", '--dry-run');
says("part: 0 made, 1 changed, 0 unchanged; nothing was stored", $db, 'part', "name;keywords\nC1;k\n", '--dry-run', '--delimiter', 'semicolon');
refused($wrong, qr/"part" has no column "name;keywords"; it has .*; --delimiter semicolon\?/, as($db), 'import', 'csv', 'part',
    file('other', "name;keywords\nC1;k\n"), '--delimiter', 'comma');
is_deeply report('part', "name,category,ipn\nNew,Here,\nC1,,C-9\nR1,,R-1;a\n", '--dry-run', '--make-categories', '--json'),
    { table => 'part', stored => JSON::PP::false, rows => 3, made => 1, changed => 1, unchanged => 1, rejected => 0,
        delimiter => 'comma', categories_made => 1, templates_made => 0, suppliers_made => 0, faults_found => 0, faults => [] }, 'a dry run in JSON';
unchanged('dry run');
my $bad = "name,ipn,symbol\nN1,N-1,Device:R\n\"N2\",\"R-1;a\",Device\nN3,\"a\nb\",\nN4,N-1,\n";
my $result = kidepot(as($db), 'import', 'csv', 'part', file('bad', $bad), '--json');
is $result->{status}, $wrong, 'rows that do not fit: status 2';
is $result->{err}, "kidepot: $dir/bad.csv: 3 of 4 rows do not fit, so none is stored; --reject FILE stores the others\n", 'what is wrong, in one line';
my $twice = 'an earlier row of the file has that IPN; give another';
is_deeply decode_json($result->{out}), { table => 'part', stored => JSON::PP::false, rows => 4, made => 0, changed => 0, unchanged => 0, rejected => 3,
    delimiter => 'comma', categories_made => 0, templates_made => 0, suppliers_made => 0, faults_found => 4, faults => [
        { line => 3, column => 'ipn', value => 'R-1;a', problem => 'another part has that IPN; give another' },
        { line => 3, column => 'symbol', value => 'Device', problem => 'symbols and footprints are written as KiCad does, "Library:Name"' },
        { line => 4, column => 'ipn', value => "a\nb", problem => 'the text has a control character; give one line of text' },
        { line => 6, column => 'ipn', value => 'N-1', problem => $twice } ] }, 'and the rows in JSON, by their lines';
unchanged('rows that do not fit');
$result = kidepot(as($db), 'import', 'csv', 'part', "$dir/bad.csv", '--dry-run');
is $result->{status} . $result->{out}, "${wrong}part: 1 made, 0 changed, 0 unchanged, 3 rejected; nothing was stored\ndelimiter: comma\n", 'a dry run counts the others';
$result = kidepot(as($db), 'import', 'csv', 'part', "$dir/bad.csv", '--reject', "$dir/rejected.csv");
is $result->{status} . $result->{out}, "0part: 1 made, 0 changed, 0 unchanged, 3 rejected\n", 'with --reject the others are stored';
is $result->{err}, join('', map { "$dir/bad.csv:$_\n" } '3: ipn "R-1;a": another part has that IPN; give another',
    '3: symbol "Device": symbols and footprints are written as KiCad does, "Library:Name"',
    '4: ipn: the text has a control character; give one line of text', "6: ipn \"N-1\": $twice"), 'those that are not are told';
is read_text("$dir/rejected.csv"), <<~"CSV", 'and are in the file, with their lines';
    name,ipn,symbol,line,problem
    N2,R-1;a,Device,3,"ipn: another part has that IPN; give another; symbol: symbols and footprints are written as KiCad does, ""Library:Name"""
    N3,"a
    b","",4,ipn: the text has a control character; give one line of text
    N4,N-1,"",6,ipn: $twice
    CSV
is part('N1', 'ipn') . $db->psql("select count(*) from kidepot.part where name ~ '^N'"), 'N-11', 'one was stored';
write_text("$dir/rejected.csv", read_text("$dir/rejected.csv") =~ s/R-1;a,Device/R-77,L:D/r =~ s/"a\nb"/N-3/r =~ s/N4,N-1/N4,N-4/r);
is good('the file corrected', as($db), 'import', 'csv', 'part', "$dir/rejected.csv", '--reject', "$dir/rejected.csv"), "part: 3 made, 0 changed, 0 unchanged\n", 'can come back';
is read_text("$dir/rejected.csv"), "name,ipn,symbol,line,problem\n", 'a file of no rejected rows has its header';
$result = kidepot(as($db), 'import', 'csv', 'category', file('tree', "path\nA/B/C\nA/B\nA/ B\nD\n"), '--reject', '-');
is $result->{out}, "path,line,problem\nA/B/C,2,path: the category above it is neither there nor in the file; --make-categories makes it\n"
    . "A/B,3,path: the category above it is neither there nor in the file; --make-categories makes it\n"
    . "A/ B,4,path: a name in the path has blanks at its ends; leave them out\n"
    . "category: 1 made, 0 changed, 0 unchanged, 3 rejected\n", 'a category goes with its parent';

# --- the command itself

refused($usage, qr/^no table is called "parts", but setting, template, category, .*; see "kidepot import csv --help"$/, as($db), 'import', 'csv', 'parts', '-');
refused($usage, qr/^no table is called "x"/, as($db), 'export', 'csv', 'x');
refused($usage, '[TABLE] FILE|- is missing; see "kidepot import csv --help"', as($db), 'import', 'csv');
refused($usage, q{"part" is a table; say its file after it (a sheet of that name is "./part"); see "kidepot import csv --help"}, as($db), 'import', 'csv', 'part');
refused($usage, qq{$$_[0] is for "import csv FILE"; see "kidepot import csv --help"}, as($db), 'import', 'csv', 'part', '-', @$_) for ['--map', 'x'], ['--save-map', 'x'], ['--skip'];
refused($usage, qq{$$_[0] is for "import csv TABLE FILE"; see "kidepot import csv --help"}, as($db), 'import', 'csv', '-', @$_)
    for ['--delimiter', 'tab'], ['--reject', 'x'], map { ["--make-$_"] } qw(categories templates suppliers);
refused($wrong, qr{^cannot open "$dir/none": No such file}, as($db), 'import', 'csv', 'part', "$dir/none");
refused($wrong, qr{^cannot read "$dir": Is a directory}, as($db), 'import', 'csv', 'part', $dir);
refused($output, qr{^cannot write "$dir/none/x": No such file}, as($db), 'export', 'csv', 'part', "$dir/none/x");
refused($output, 'cannot write to the standard output: No space left on device', as($demo), 'export', 'csv', 'part', \'/dev/full');
refused($output, qr{^cannot write "$dir/none/x": No such file}, as($db), 'import', 'csv', 'part', file('bad', "name,ipn\nZ,\n,\n"), '--reject', "$dir/none/x");
is $db->psql("select count(*) from kidepot.part where name = 'Z'"), 0, 'without the file of rejected rows nothing is stored';
refused($wrong, qr/delimiter/, as($db), 'export', 'csv', 'part', '--delimiter', 'x');
like good('help', 'import', 'csv', '--help'), qr/^  part            name, category, ipn/m, 'the help lists the columns';

done_testing;
