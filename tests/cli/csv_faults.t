# What is wrong with a CSV file: each thing is told with its place, and nothing is
# changed by a file that has it.

use v5.28;
use warnings;
use utf8;
use Encode qw(encode_utf8);
use JSON::PP qw(decode_json);
use Test::More;
use KiDepot::Cli qw(kidepot good refused);
use KiDepot::Database;
use KiDepot::Sandbox qw(scratch_dir write_text read_text);

my $wrong = 2;
my $dir = scratch_dir();
my $file = "$dir/x.csv";
my $db = KiDepot::Database->new;
my @as = ('--conninfo', $db->conninfo('writer'));
my @tables = qw(category parameter_template part parameter supplier supplier_part footprint_map category_field alternate
    part_name pin_map location stock stock_movement change);
$db->psql(<<~'SQL', 'writer');
    insert into kidepot.category (name) values ('Passives'), ('Other');
    insert into kidepot.parameter_template (name) values ('Tolerance');
    insert into kidepot.supplier (name) values ('Mouser');
    insert into kidepot.location (name) values ('Box');
    insert into kidepot.part (name, ipn) values ('R1', 'R-1'), ('A:B', null), ('7', null);
    insert into kidepot.alternate (part_id, position, footprint) select id, 1, 'L:A' from kidepot.part where name = 'R1';
    SQL
sub state_of { join "\n", map { $db->psql("select * from kidepot.$_ order by 1, 2") } @tables }
my $before = state_of();

# The file as a whole is refused with this message.
sub broken {
    my ($message, $table, $bytes, @options) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    write_text($file, $bytes);
    refused($wrong, ref $message ? $message : "$file:$message", @as, 'import', 'csv', $table, $file, @options);
}
# Rows of it do not fit: "line: column: why".
sub misfit {
    my ($faults, $table, $text, @options) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    write_text($file, encode_utf8($text));
    my $result = kidepot(@as, 'import', 'csv', $table, $file, '--json', @options);
    is $result->{status}, $wrong, "$table: status 2" or diag $result->{err};
    my $report = eval { decode_json($result->{out}) };
    is_deeply [map { "$_->{line}: $_->{column}: $_->{problem}" } @{ $report->{faults} }], $faults, "$table: @$faults[0]";
}

# --- no CSV of this table

my $columns = '"supplier" has no column %s; it has name, field_name';
my $cells = '; each line has as many cells as the header, quotes come in pairs, and no line is blank';
broken('1: there is no header; the first line names the columns', 'supplier', '');
broken('1: there is no header; the first line names the columns', 'supplier', "\n");
broken('1: there is no header; the first line names the columns', 'supplier', "\xef\xbb\xbf\r\nname\n");
broken('1: ' . sprintf($columns, '"url"'), 'supplier', "name,url\nX,\n");
broken('1: ' . sprintf($columns, '"name;field_name"') . '; --delimiter semicolon?', 'supplier', "name;field_name\nX;\n", '--delimiter', 'comma');
broken('1: ' . sprintf($columns, '"name,field_name"') . '; --delimiter comma?', 'supplier', "name,field_name\n", '--delimiter', 'tab');
broken('1: "supplier" has no such column; it has name, field_name; --delimiter tab?', 'supplier', "name\tfield_name\n", '--delimiter', 'comma');
broken('1: "supplier" has no such column; it has name, field_name', 'supplier', "na\x1bme,x\n");
broken('1: ' . sprintf($columns, '"id"'), 'supplier', "id,name\n1,X\n");
broken('1: ' . sprintf($columns, '"' . 'n' x 60 . '..."'), 'supplier', 'n' x 5000 . ",name\n");
broken('1: column "name" is there twice', 'supplier', "name,field_name,NAME\nX,,\n");
broken('1: column 2 has no name', 'supplier', "name,,\nX,,\n");
broken('1: column "name" is missing; every file of "supplier" has it', 'supplier', "field_name\nX\n");
broken('1: the header is longer than 65536 bytes', 'supplier', 'name,' x 20000);
broken('1: unterminated CSV quoted field' . $cells, 'supplier', "\"name\nX\n");
broken('1: the file is UTF-16; save it as UTF-8', 'supplier', "\xff\xfen\0a\0");
broken('1: invalid byte sequence for encoding "UTF8": 0xe4 0x6d 0x65; save the file as UTF-8', 'supplier', "n\xe4me\n");
broken('1: invalid byte sequence for encoding "UTF8": 0x00; save the file as UTF-8', 'supplier', "name\0\nX\n");
broken('3: extra data after last expected column' . $cells, 'supplier', "name,field_name\nX,\nY,,Z\n");
broken('3: missing data for column "field_name"' . $cells, 'supplier', "name,field_name\nX,\nY\n");
broken('4: missing data for column "field_name"' . $cells, 'supplier', "name,field_name\n\"X\nY\",\n\n");
broken(qr{^\Q$file\E:\d+: unterminated CSV quoted field\Q$cells\E$}, 'supplier', "name,field_name\nX,\"Y\nZ,\n");
broken('3: invalid byte sequence for encoding "UTF8": 0x00; save the file as UTF-8', 'supplier', "name\nX\nY\0\n");
broken('3: invalid byte sequence for encoding "UTF8": 0xff; save the file as UTF-8', 'supplier', "name\nX\n\xff\n");
broken('3: invalid byte sequence for encoding "UTF8": 0xed 0xa0 0x80; save the file as UTF-8', 'supplier', "name\nX\n\xed\xa0\x80\n");
broken('3: the line "\." would end the file; write it otherwise', 'supplier', "name\nX\n\\.\nY\n");
broken('3: the line "\." would end the file; write it otherwise', 'supplier', "name\nX\n\\.\r\nY\n");
broken('2: the line "\." would end the file; write it otherwise', 'supplier', "name\n\\.");
broken('40003: missing data for column "field_name"' . $cells, 'supplier', "name,field_name\n" . join('', map { "X$_,\n" } 0 .. 40000) . "Y\n" . "Z,\n" x 100000);
is state_of(), $before, 'nothing has changed';

# --- rows that do not fit

my %why = (
    line => 'the text is longer than 1000 characters; shorten it',
    control => 'the text has a control character; give one line of text',
    prose => 'the text is longer than 10000 characters; shorten it',
    library => 'symbols and footprints are written as KiCad does, "Library:Name"',
    url => 'an address begins with http://, https:// or file:// and has no blanks; write %20 for one',
    truth => 'it is neither yes nor no; give one of them',
    empty => 'every such row needs it; give something',
    twice => 'an earlier row of the file means the same; give each once',
    part => 'no part is called so; give its name, or "ipn:" and its IPN, or import it first',
    category => 'no category has that path; import it first, or --make-categories makes it',
    parent => 'the category above it is neither there nor in the file; --make-categories makes it',
    parameter => 'no parameter is called so; import table template first, or --make-templates makes it',
    supplier => 'no supplier is called so; import it first, or --make-suppliers makes it',
    equals => 'the name has "=", which ends the name where a value is given; leave it out',
    ends => 'the name has blanks at its ends; leave them out',
    ipn => 'another part has that IPN; give another',
    column => 'IPN, manufacturer and MPN are set as such, not as parameters',
    alternate => 'the part has that alternative footprint already; give each once',
    whole => 'it is no whole number, or a very large one; write it as 1 or 2',
    number => 'it is no number; write it as 1500 or 0.5',
    blanks => 'a name in the path has blanks at its ends; leave them out',
);
misfit(["2: description: $why{prose}", "2: name: $why{line}", "3: symbol: $why{library}", "3: template: $why{truth}", "4: datasheet: $why{url}",
    "5: name: $why{empty}", "6: name: a part's name has no blanks at its ends; leave them out", "8: ipn: $why{ipn}", "8: name: $why{twice}",
    "9: category: $why{category}", "9: keywords: $why{control}"] , 'part', join("\n",
    'name,category,ipn,description,keywords,datasheet,symbol,template', 'n' x 1_048_576 . ',,,' . 'd' x 1_048_576 . ',,,,', 'N1,,,,,,R,maybe', 'N2,,,,,www.x.org,,',
    ',,I-1,,,,,', ' N3,,,,,,,', 'N:4,,,,,,,', 'N_4,,R-1,,,,,', "N5,Passives/No,,,a\tb,,,", 'R1,Passives,,,,,,yes') . "\n");
misfit(["3: name: $why{twice}"], 'part', "name\nA:B\nA_B\n");
misfit(["2: part: $why{part}", "3: part: $why{part}", "4: parameter: $why{parameter}", "5: parameter: $why{column}", "6: value: $why{empty}",
    "8: part: $why{twice}", "9: part: $why{part}", "9: visible: $why{truth}"], 'parameter', <<~'CSV');
    part,parameter,value,visible
    R2,Tolerance,1,
    ipn:R-2,Tolerance,1,
    R1,Colour,1,
    R1,MPN,1,
    R1,Tolerance,,
    A:B,Tolerance,1,
    A_B,Tolerance,2,
    1,Tolerance,2,2
    CSV
misfit(["2: value: $why{empty}"], 'parameter', "part,parameter,visible\nR1,Tolerance,yes\n");
misfit(["2: parameter: $why{equals}", "3: parameter: $why{ends}"], 'parameter', "part,parameter,value\nR1,A=B,yes\nR1, A,yes\n", '--make-templates');
misfit(["2: supplier: $why{supplier}", "3: sku: $why{empty}", "4: url: $why{url}"], 'supplier_part', "part,supplier,sku,url\nR1,X,1,\nR1,Mouser,,\n7,Mouser,3,x\n");
misfit(["2: supplier: $why{equals}", "3: supplier: $why{ends}"], 'supplier_part', "part,supplier,sku\nR1,A=B,1\nR1,A ,1\n", '--make-suppliers');
misfit(["2: name: $why{equals}", "3: name: $why{ends}"], $_, "name\nA=B\n B\n") for qw(supplier template);
misfit(["2: path: a name in the path is empty; write it as \"Passives/Resistors\"", "3: path: $why{parent}", "4: path: $why{parent}", "5: path: $why{blanks}",
    "6: path: the path is longer than 2000 characters; shorten it", "7: value_parameter: $why{parameter}", "8: path: $why{twice}", "9: exposed: $why{truth}"],
    'category', "path,exposed,value_parameter\n/A,,\nB/C,,\nB/C/D,,\nPassives/ E,,\n" . 'p' x 2001 . ",,\nOther,,No\nOther,,\nF,inherit,\n");
misfit(["2: footprint: $why{empty}", "3: footprint: $why{library}", "5: value: $why{twice}", "6: category: $why{category}"],
    'footprint_map', "value,category,footprint\n1,,\n2,,x\n3,Other,L:A\n3,Other,L:B\n4,No,L:A\n");
misfit(["2: parameter: a field of a category says a name, visible or served; give one of them", "3: category: $why{category}"],
    'category_field', "category,parameter,visible\nOther,MPN,\nNo,MPN,yes\n");
misfit(["2: footprint: $why{alternate}", "3: position: $why{whole}", "4: position: $why{whole}", "6: footprint: $why{alternate}", "7: part: $why{twice}"],
    'alternate', "part,position,footprint\nR1,2,L:A\nA:B,1.5,L:A\nA:B,99999999999,L:B\nA:B,1,L:C\nA:B,2,L:C\nA:B,2,L:D\n");
misfit(["2: quantity: $why{number}", "3: quantity: what is there cannot be below zero; give how much there is", "4: quantity: a quantity has at most 6 decimals; round it",
    "5: part: $why{twice}", "5: quantity: a quantity is below 1000000000000; give a smaller one", "6: location: no location is called so; import table location first", "7: part: $why{twice}",
    "7: quantity: $why{empty}", "8: part: $why{twice}", "8: quantity: a quantity is below 1000000000000; give a smaller one"],
    'stock', "part,location,quantity\nR1,Box,\"1,5\"\nA:B,Box,-1\n7,Box,0.0000001\n7,Box,1e12\n7,Shelf,1\n7,Box,\n7,Box,NaN\n");
misfit(["2: footprint: $why{library}", "3: pad: $why{empty}"], 'pin_map', "part,footprint,pin,pad\nR1,L,1,2\nR1,L:A,1,\n");
misfit(["2: name: a location's name has no blanks at its ends; leave them out"], 'location', "name\n Box\n");
is state_of(), $before, 'nothing has changed';
$db->psql(q{update kidepot.setting set uncategorized = 'Rest'}, 'writer');
broken(qr/"Rest" would be a category and where parts without one are shown; give one of them another name$/, 'category', "path\nRest\n");

# --- many of them; what a terminal would obey

write_text($file, "name,symbol\n" . join '', map { "N$_,S$_\n" } 1 .. 250);
my $result = kidepot(@as, 'import', 'csv', 'part', $file);
my @lines = split /\n/, $result->{err};
is @lines, 102, '100 faults are told';
is $lines[99], "$file:101: symbol \"S100\": $why{library}", 'the first ones';
is $lines[100], "$file: and 150 more", 'and how many more there are';
is $lines[101], "kidepot: $file: 250 of 250 rows do not fit, so none is stored; --reject FILE stores the others", 'and what that means';
is decode_json(kidepot(@as, 'import', 'csv', 'part', $file, '--json')->{out})->{faults_found}, 250, 'and in JSON';
write_text($file, "name,symbol\nN,\x1b[2Jred\n");
unlike kidepot(@as, 'import', 'csv', 'part', $file)->{err}, qr/\x1b/, 'no escape sequence reaches the terminal';

# --- lines are those of the file

misfit(["5: symbol: $why{library}", "8: symbol: $why{library}"], 'part',
    "name,description,symbol\r\n\"N1\",\"a\r\nb\nc\",L:S\r\nN3,,x\r\nN4,\"\n\",L:S\r\nN5,,x\r\n");

# --- rights

refused(1, qr/permission denied/, '--conninfo', $db->conninfo('web'), 'import', 'csv', 'supplier', $file);
refused(1, qr/permission denied/, '--conninfo', $db->conninfo('web'), 'export', 'csv', 'supplier');

done_testing;
