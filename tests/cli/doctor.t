# kidepot doctor: each finding provoked, in our tables and through a site's own views;
# libraries in all their forms; a sound catalogue has none.

use v5.28;
use warnings;
use utf8;
use Test::More;
use JSON::PP qw(decode_json);
use File::Path qw(make_path);
use KiDepot::Cli qw(kidepot good refused);
use KiDepot::Database;
use KiDepot::Sandbox qw(scratch_dir read_text write_text root run program own_to_server);

binmode $_, ':encoding(UTF-8)' for map { Test::More->builder->$_ } qw(output failure_output);

my ($wrong, $ours) = (2, 1);
my $demo = KiDepot::Database->new(demo => 1);
my $db = KiDepot::Database->new;
my %checks_seen;

sub doctor_of {
    my ($database, @words) = @_;
    my $result = kidepot('--conninfo', $database->conninfo('writer'), 'doctor', @words, '--json');
    my $found = eval { decode_json($result->{out}) } // [];
    $checks_seen{ $_->{check} } = 1 for @$found;
    my $errors = grep { $_->{severity} eq 'error' } @$found;
    is $result->{status}, $errors ? $wrong : 0, "status for $errors errors" or diag $result->{err};
    return $found;
}

# "kind id name: detail", null as nothing, of one check.
sub lines {
    my ($found, $check) = @_;
    return [map { join(' ', map { $_ // '-' } @{$_}{qw(kind id name)}) . ": $_->{detail}" } grep { $_->{check} eq $check } @$found];
}

sub finds {
    my ($check, $words, @wanted) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    my $lines = lines(doctor_of($db, '--only', $check, @$words), $check);
    is_deeply $lines, \@wanted, $check or diag explain $lines;
}

# --- the checks themselves

my $list = decode_json(good('--list --json', 'doctor', '--list', '--json'));
my %severity = map { $_->{check} => $_->{severity} } @$list;
cmp_ok @$list, '>', 20, 'there are checks';
like good('--list', 'doctor', '--list'), qr/^name_twice +error +KiCad finds a part by its name/m, 'a table of them';
for (@$list) {
    like $_->{check}, qr/^[a-z]+(_[a-z]+)+$/, "$_->{check}: a word";
    like $_->{severity}, qr/^(note|warning|error)$/, "$_->{check}: a severity";
    unlike "$_->{sentence}\n$_->{mend}", qr/[.]$|^$/m, "$_->{check}: says what it means and the way out";
}

my $page = read_text(root() . '/docs/doctor.md');
is_deeply [$page =~ /^\| `(\w+)` \| (\w+) \| (.*) \|$/mg], [map { @{$_}{qw(check severity sentence)} } @$list], 'docs/doctor.md lists them too';

# --- nothing wrong

is good('demo', '--conninfo', $demo->conninfo('writer'), 'doctor', '--strict'), "nothing found\n", 'the demo catalogue is sound';
is good('demo as JSON', '--conninfo', $demo->conninfo('owner'), 'doctor', '--json'), "[]\n", 'also for the owner, and as JSON';
is good('empty', '--conninfo', $db->conninfo('writer'), 'doctor'), "nothing found\n", 'an empty catalogue is sound';

# --- our own tables

$db->psql(<<'SQL', 'writer');
insert into kidepot.parameter_template (id, name, field_name) values (1, 'Package', null), (2, 'Number', 'mpn'), (3, 'What', 'Value');
insert into kidepot.supplier (name) values ('Mouser');
insert into kidepot.category (id, parent_id, name, exposed, default_symbol, default_footprint, value_template, footprint_parameter_template_id) values
    (1, null, 'R', null, 'Device:R', null, '${Name} ${Package} ${Mouser} ${IPN} ${Nothing} ${Description}', 1),
    (2, null, 'Empty', null, 'Device:Lost', 'Lost:F', '${Name', null),
    (3, null, 'Hidden', null, 'Device:R', null, null, null),
    (4, null, 'Not exposed', false, null, null, null, null),
    (5, null, 'Bare', null, null, null, null, null);
insert into kidepot.part (id, category_id, name, symbol, footprint, active, template, exclude_from_board, mpn, datasheet) values
    (1, 1, 'Good', null, 'R:0805', true, false, false, null, 'https://example.org/x?y=1#z'),
    (2, 1, 'a:b<c', null, null, true, false, true, null, 'file:///doc/a.pdf'),
    (3, 1, 'A_b_C', null, 'R:0805', true, false, false, null, 'http://localhost:80/x'),
    (4, 1, 'x{slash}y', 'Device:Lost', 'Lost:F', true, false, false, null, 'HTTP://127.0.0.1'),
    (5, 5, 'No symbol', null, 'R:Lost', true, false, false, null, 'https:///etc/x'),
    (6, null, 'Nowhere', 'Device:R', null, true, false, false, null, 'http://C:\x.pdf'),
    (7, null, 'Nowhere, but a template', null, null, true, true, false, null, null),
    (8, null, 'Nowhere, but not active', null, null, false, false, false, null, null),
    (9, 3, 'Not active', null, null, false, false, false, null, null),
    (10, 4, 'Not exposed', null, null, true, false, false, null, null),
    (11, 1, 'Fields', null, null, true, false, true, 'X', 'https://example.org/a"b'),
    (12, 5, 'Self', 'KiDepot:R', 'R:0805', true, false, false, null, 'http://x\y');
insert into kidepot.parameter (part_id, template_id, value) values (2, 1, '0402'), (11, 1, '0402'), (1, 1, '0603'), (4, 1, 'R:0805'),
    (11, 2, 'Y'), (11, 3, 'Z');
insert into kidepot.alternate values (1, 1, 'R:0805'), (1, 2, 'R:Alternate');
insert into kidepot.footprint_map (id, category_id, value, footprint) values (1, 1, '1206', 'R:Map'), (2, null, '1210', 'R:0805');
insert into kidepot.token (name, prefix, sha256, scope, expires_at, revoked_at)
select 't' || n, lpad(n::text, 8, '0'), sha256('x'), case when n < 3 then 'read' else 'admin' end,
       case n when 1 then now() + interval '10 days' when 2 then now() + interval '40 days' when 4 then now() - interval '1 day' end,
       case n when 5 then now() end
  from generate_series(1, 5) n;
SQL

finds('category_empty', [], 'category 2 Empty: it has no parts', 'category 3 Hidden: none of its 1 parts is shown');
finds('part_left_out', [], 'part 12 Self: the symbol is in this very library; name one of a symbol library');
finds('part_left_out', ['--nickname', 'Device'],
    map { "part $_: the symbol is in this very library; name one of a symbol library" } '1 Good', '11 Fields', '2 a_b_c', '3 A_b_C', '4 x{slash}y');
finds('part_without_symbol', [], 'part 5 No symbol: it has no symbol');
finds('part_without_category', [], 'part 6 Nowhere: it has no category');
finds('part_without_footprint', []);
finds('name_case', [], 'name - A_b_C: "A_b_C", "a_b_c"');
finds('name_slash', [], 'part 4 x{slash}y: KiCad reads "{slash}" as "/"');
finds('name_replaced', [], 'part 2 a:b<c: KiCad shows "a_b_c"');
finds('name_twice', []);
finds('field_left_out', [], 'part 11 Fields: field "Value"', 'part 11 Fields: field "mpn"');
finds('datasheet_unfit', [], 'part 5 No symbol: datasheet "https:///etc/x"', 'part 12 Self: datasheet "http://x\y"');
finds('datasheet_local', [], 'part 3 A_b_C: datasheet "http://localhost:80/x"', 'part 2 a_b_c: datasheet "file:///doc/a.pdf"',
    'part 4 x{slash}y: datasheet "HTTP://127.0.0.1"');
finds('value_template', [], 'category 2 Empty: a "${" in it is not closed by "}"', 'category 1 R: "${Nothing}" names nothing');
finds('footprint_unmapped', [], 'category 1 R: Package "0402" of 2 parts');
$db->psql("insert into kidepot.parameter_template (id, name, unit, si_prefix) values (4, 'Ohms', E'\\u03A9', true);
    insert into kidepot.parameter (part_id, template_id, value) values (1, 4, '1,000'), (2, 4, '1,000'), (4, 4, 'n/a'), (3, 4, '4,7 k'), (8, 4, 'not shown')", 'writer');
finds('parameter_no_number', [], 'category 1 R: Ohms "1,000" of 2 parts', 'category 1 R: Ohms "n/a" of part "x{slash}y"');
finds('token_expiring', [], 'token 00000001 t1: it expires on ' . $db->psql("select to_char((now() + interval '10 days') at time zone 'UTC', 'YYYY-MM-DD')"));
finds('token_expiring', ['--days', 9]);
is @{ lines(doctor_of($db, '--only', 'token_expiring', '--days', 50), 'token_expiring') }, 2, '--days';
finds('token_unlimited', [], 'token 00000003 t3: it never expires');
$db->psql("update kidepot.setting set uncategorized = 'Others'", 'writer');
finds('part_without_category', []);
finds('part_without_footprint', [], 'part 6 Nowhere: it has no footprint');
finds('datasheet_unfit', [], 'part 5 No symbol: datasheet "https:///etc/x"', 'part 6 Nowhere: datasheet "http://C:\x.pdf"', 'part 12 Self: datasheet "http://x\y"');

# --- how it is told

my @as_writer = ('--conninfo', $db->conninfo('writer'), 'doctor');
my $said = kidepot(@as_writer, '--only', 'part_without_symbol', '--only', 'name_replaced');
is $said->{status}, $wrong, 'an error: status 2';
is $said->{out}, <<'TEXT', 'by check, with the mend';
error part_without_symbol: without a symbol the part cannot be placed, so the server leaves it out
    part "No symbol" (5): it has no symbol
  mend: give one to the part, or with "kidepot category set CATEGORY --symbol" to all
note name_replaced: KiCad has '_' for : \ < > " in a name, so schematics have another name
    part "a:b<c" (2): KiCad shows "a_b_c"
  mend: nothing need be done; a new part is better called without them
1 error, 0 warnings and 1 note
TEXT
is $said->{err}, "kidepot: found 1 error, 0 warnings and 1 note\n", 'and in one line for logs';
my ($json) = grep { $_->{check} eq 'part_without_symbol' } @{ doctor_of($db) };
is_deeply [sort keys %$json], [qw(check detail id kind mend name sentence severity)], 'all of it in JSON';
my $warned = kidepot(@as_writer, '--only', 'category_empty');
is $warned->{status}, 0, 'warnings alone: status 0';
like $warned->{out}, qr/^warning category_empty: .*\n0 errors, 2 warnings and 0 notes\n\z/s, 'but they are told';
is kidepot(@as_writer, '--only', 'category_empty', '--strict')->{status}, $wrong, 'unless --strict';
is kidepot(@as_writer, '--only', 'name_replaced', '--strict')->{status}, 0, 'notes never';
like kidepot(@as_writer, '--only', 'datasheet_unfit', '--limit', 1)->{out}, qr/\A.*\n    part .*\n    and 2 more; --limit 0 writes all\n  mend:/, '--limit';
unlike kidepot(@as_writer, '--only', 'datasheet_unfit', '--limit', 0)->{out}, qr/more; --limit/, '--limit 0';

refused($wrong, 'there is no check "nonsense"; --list shows them all', @as_writer, '--only', 'nonsense');
refused($ours, 'role "kidepot_web" may not see the tables; ask as a member of kidepot_writer or kidepot_owner',
    '--conninfo', $db->conninfo('web'), 'doctor');
my $empty = KiDepot::Database->new(empty => 1);
refused($ours, qr/has no catalogue yet; run "kidepot migrate"\z/, '--conninfo', $empty->conninfo('super'), 'doctor');
is kidepot(@as_writer, \'/dev/full')->{status}, 3, 'stdout is full';
is kidepot('--conninfo', $demo->conninfo('writer'), 'doctor', '--json', \'/dev/full')->{status}, 3, 'stdout is full for JSON';

# --- libraries

my $dir = scratch_dir();

sub put {
    my ($path, $text) = @_;
    make_path("$dir/" . ($path =~ s{[^/]*$}{}r), { mode => 0755 });
    return write_text("$dir/$path", $text);
}

sub symbols { "(kicad_symbol_lib (version 20241209)\n" . join('', map { qq{  (symbol "$_" (property "Value" "Lost")\n    (symbol "${_}_0_1" (pin)))\n} } @_) . ")\n" }

put('sym/Device.kicad_sym', symbols('R', 'C{slash}D'));
put('sym/README.md', 'no library');
put('packed/Device.kicad_symdir/R.kicad_sym', symbols('R'));
put('packed/Device.kicad_symdir/C.kicad_sym', symbols('C'));
put("fp/R.pretty/$_.kicad_mod", '(footprint "x")') for '0805', 'Alternate';
put('names', "# a comment\n\nDevice:R\nDevice\n");
put('good_names', "\nDevice:R\t1\t2\r\nDevice:Lost\nKiDepot:R\n");
put('table/sym-lib-table', <<'TABLE');
# a table
(sym_lib_table
  (version 7)
  (lib (name Device)(type KiCad)(uri ${PARTS}/Device.kicad_sym)(options "")(descr "with (a) \"quote\""))
  (lib (name "Off") (type "KiCad") (uri "/nowhere") (disabled))
  (lib (name "KiDepot") (type "HTTP") (uri "${KIPRJMOD}/KiDepot.kicad_httplib"))
  (lib (name "Nested") (type "Table") (uri "${KIPRJMOD}/more/table"))
)
TABLE
put('table/more/table', qq{(sym_lib_table (lib (name "More")(type "KiCad")(uri "\${KICAD10_SYMBOL_DIR}/More.kicad_sym"))
    (lib (name "Beside")(type "KiCad")(uri "More.kicad_sym")) (lib (name "Project")(type "KiCad")(uri "\${KIPRJMOD}/P.kicad_sym")))});
put('table/more/More.kicad_sym', symbols('M'));
put('table/P.kicad_sym', symbols('P'));
put('loop/sym-lib-table', '(sym_lib_table (lib (name "Loop")(type "Table")(uri "sym-lib-table")))');
put('broken/sym-lib-table', q{(sym_lib_table (lib (name "Device")(type "KiCad")(uri "Device.kicad_sym"))
    (lib (name "Gone")(type "KiCad")(uri "Gone.kicad_sym")) (lib (name "Unset")(type "KiCad")(uri "${NOBODY_SETS_THIS}/x"))
    (lib (name "Other")(type "KiCad")(uri "other")))});
put('broken/Device.kicad_sym', '(kicad_symbol_lib (symbol "R"');
put('broken/other', '(footprint)');
put('fptable/fp-lib-table', '(fp_lib_table (lib (name "R")(type "KiCad")(uri "${KIPRJMOD}/../fp/R.pretty")))');

my ($lost_symbol, $self) = ('part 4 x{slash}y: symbol "Device:Lost": library "Device" has no such symbol',
    'part 12 Self: symbol "KiDepot:R": there is no library "KiDepot"');
finds('symbol_unknown', ['--symbols', "$dir/$_"], $lost_symbol, $self) for 'sym', 'sym/', 'sym/Device.kicad_sym', 'packed', 'packed/Device.kicad_symdir';
finds('symbol_unknown', ['--symbols', "$dir/good_names"]);
finds('symbol_unknown', ['--symbols', "$dir/table", '--variable', 'PARTS=/nowhere', '--variable', "PARTS=$dir/sym"], $lost_symbol);
finds('symbol_unknown', ['--symbols', "$dir/table/sym-lib-table", '--symbols', "$dir/good_names", '--variable', "PARTS=$dir/sym"]);
is_deeply lines(decode_json(kidepot(@as_writer, '--json', '--only', 'symbol_unknown', '--symbols', "$dir/table",
    { env => { PARTS => "$dir/sym" } })->{out}), 'symbol_unknown'), [$lost_symbol], 'a variable of the environment';
finds('symbol_unknown', ['--footprints', "$dir/fp"]);
finds('library_unread', ['--symbols', "$dir/table", '--variable', "PARTS=$dir/sym"]);
finds('library_unread', ['--symbols', "$dir/loop"], 'library - Loop: tables name each other more than 8 deep');
finds('library_unread', ['--symbols', "$dir/broken"],
    qq{library - Device: "$dir/broken/Device.kicad_sym": line 1, column 30: the file ends inside a list},
    qq{library - Gone: cannot open "$dir/broken/Gone.kicad_sym": No such file or directory},
    'library - Unset: "NOBODY_SETS_THIS" is not set; give it with --variable NOBODY_SETS_THIS=FOLDER',
    qq{library - Other: "$dir/broken/other": it is no library of symbols});
finds('symbol_unknown', ['--symbols', "$dir/broken"], $self);
my $more = $db->psql("select string_agg(s, ',') from unnest(array['More:M','Beside:M','Project:P','Device:C/D']) s");
for my $symbol (split /,/, $more) {
    $db->psql("update kidepot.part set symbol = '$symbol' where id = 4", 'writer');
    finds('symbol_unknown', ['--symbols', "$dir/table", '--variable', "PARTS=$dir/sym"]);
}
$db->psql("update kidepot.part set symbol = 'Device:R_0_1' where id = 4", 'writer');
finds('symbol_unknown', ['--symbols', "$dir/sym"], 'part 4 x{slash}y: symbol "Device:R_0_1": library "Device" has no such symbol', $self);

my @no_footprint = ('part 4 x{slash}y: footprint "Lost:F": there is no library "Lost"',
    'part 5 No symbol: footprint "R:Lost": library "R" has no such footprint');
finds('footprint_unknown', ['--footprints', "$dir/$_"], @no_footprint) for 'fp', 'fptable', 'fp/R.pretty';
unlink "$dir/fp/R.pretty/Alternate.kicad_mod";
finds('footprint_unknown', ['--footprints', "$dir/fp"], $no_footprint[0],
    'part 1 Good: alternate "R:Alternate": library "R" has no such footprint', $no_footprint[1]);
finds('default_symbol_unknown', ['--symbols', "$dir/sym"], 'category 2 Empty: default symbol "Device:Lost": library "Device" has no such symbol');
finds('default_footprint_unknown', ['--footprints', "$dir/fp"], 'category 2 Empty: default footprint "Lost:F": there is no library "Lost"');
finds('mapping_unknown', ['--footprints', "$dir/fp"], 'mapping 1 1206: footprint "R:Map" in category "R": library "R" has no such footprint');

mkdir "$dir/nothing";
own_to_server("$dir/nothing");
refused($wrong, "cannot open \"$dir/none\": No such file or directory", @as_writer, '--symbols', "$dir/none");
refused($wrong, "\"$dir/nothing\" has neither a sym-lib-table nor libraries of symbols", @as_writer, '--symbols', "$dir/nothing");
refused($wrong, "\"$dir/nothing\" has neither a fp-lib-table nor libraries of footprints", @as_writer, '--footprints', "$dir/nothing");
refused($wrong, "\"$dir/names\": line 4 is not \"Library:Name\"", @as_writer, '--symbols', "$dir/names");
refused($wrong, "\"$dir/table/sym-lib-table\": it is no fp-lib-table", @as_writer, '--footprints', "$dir/table/sym-lib-table");
refused($wrong, "\"$dir/fptable/fp-lib-table\": it is no library of symbols", @as_writer, '--symbols', "$dir/fptable/fp-lib-table");
refused($wrong, '"/dev/zero" is no file', @as_writer, '--symbols', '/dev/zero');

# --- views of a site's own

$db->psql(<<'SQL', 'owner');
set role kidepot_owner;
create schema site;
create table site.part as select * from kicad.part limit 0;
create table site.category as select * from kicad.category limit 0;
create or replace view kicad.part as select * from site.part;
create or replace view kicad.category as select * from site.category;
grant usage on schema site to kidepot_writer;
insert into kidepot.own_view values ('kicad.part'), ('kicad.category');
insert into site.category values ('a', 'A', ''), ('b', 'A', ''), ('c/d', 'C', ''), ('e', null, ''), ('f', 'F', null);
insert into site.part (id, category_id, name, symbol, value, footprint, field_names, field_values, field_visible, footprint_filters, datasheet) values
    ('1', 'a', 'twin', 'Device:R', '1', 'R:0805', null, null, null, array['R_*', 'R:Z?', 'Lost:F', null], '/home/x.pdf'),
    ('2', 'a', 'twin', 'Device:R', '', 'R:0805', array['A', 'a', 'VALUE', ''], array['1', '2', '3', '4'], array[true, true, true, true], null, 'http://a b'),
    ('3', 'a', 'n:1', 'Device:R', null, 'R:0805', null, null, null, null, 'ftp://x/y'),
    ('4', 'f', 'n_1', 'R', 'x', 'R:0805', null, null, null, null, ''),
    ('5', 'z', 'other', null, 'x', 'R:0805', null, null, null, null, null),
    ('6', null, 'other six', '', 'x', 'R:0805', null, null, null, null, null),
    ('7', 'a', 'seven', 'Device:R', 'x', null, null, null, null, null, null),
    ('7', 'a', 'seven', 'Device:R', 'y', 'R:0805;R:1', null, null, null, null, null),
    ('a/b', 'a', E'bad\nid', 'Device:R', 'x', 'R:0805', null, null, null, null, null),
    ('', 'a', 'empty id', 'Device:R', 'x', 'R:0805', null, null, null, null, null),
    (null, 'a', null, 'Device:R', 'x', 'R:0805', null, null, null, null, null);
SQL
finds('category_left_out', [], 'category b A: another category has the same name',
    "category c/d C: the id is not made of letters, digits, '_', '-' and '.'", 'category e -: the name is empty');
finds('part_left_out', [], 'part 3 n:1: the name has one of : \ < > "', 'part 4 n_1: the symbol is not "Library:Name"',
    'part 7 seven: the footprint is not "Library:Name"', "part a/b bad\nid: the id is not made of letters, digits, '_', '-' and '.'");
finds('part_without_id', [], 'part  empty id: the id is empty', 'part - -: the id is empty');
finds('part_twice', [], 'part 7 seven: 2 rows have this id');
finds('part_without_symbol', [], 'part 5 other: it has no symbol', 'part 6 other six: it has no symbol');
finds('part_unlisted', [], 'part 5 other: category "z" is not shown', 'part 6 other six: category "" is not shown');
finds('part_without_value', [], 'part 3 n:1: it has no value', 'part 2 twin: it has no value');
finds('part_without_footprint', [], 'part 7 seven: it has no footprint');
finds('name_twice', [], 'name - n_1: parts 3, 4', 'name - twin: parts 1, 2');
finds('field_left_out', [], 'part 2 twin: field "a"', 'part 2 twin: field "VALUE"');
finds('datasheet_unfit', [], 'part 3 n:1: datasheet "ftp://x/y"', 'part 1 twin: datasheet "/home/x.pdf"', 'part 2 twin: datasheet "http://a b"');
finds('footprint_unknown', ['--footprints', "$dir/fp"], 'part 1 twin: alternate "Lost:F": there is no library "Lost"',
    'part 7 seven: footprint "R:0805;R:1": library "R" has no such footprint');
like kidepot(@as_writer, '--only', 'part_left_out')->{out}, qr{part "bad\?id" \(a/b\): }, 'no control character reaches the terminal';
finds($_, ['--symbols', "$dir/sym", '--footprints', "$dir/fp"])
    for qw(part_without_category name_replaced value_template footprint_unmapped default_symbol_unknown default_footprint_unknown mapping_unknown);
$db->psql("insert into site.part (id, category_id, name, symbol, value) select 'p' || n, 'f', 'p' || n, 'no link', 'x' from generate_series(1, 12000) n", 'owner');
is @{ lines(doctor_of($db, '--only', 'part_left_out'), 'part_left_out') }, 12004, 'page after page';
$db->psql('set role kidepot_owner; drop view kicad.part; create view kicad.part as select 1 as id; grant select on kicad.part to kidepot_writer', 'owner');
refused($ours, qr/^query "doctor_part_page": /, @as_writer, '--only', 'part_left_out');

# Those of what the index has are found in pcm_index.t.
my @of_index = qw(footprint_unfit hold_unindexed library_taken pad_without_pin part_held pin_without_pad reference_unpublished);
is_deeply [grep { !$checks_seen{$_} } sort keys %severity], \@of_index, 'each check has found something';

# --- KiCad's own libraries, where a test with a real KiCad has put them

SKIP: {
    my @folders = grep { -d "$_/symbols" && -d "$_/footprints" } glob root() . '/.run/kicad*/usr/share/kicad';
    skip 'no KiCad in .run; "make test-kicad" puts one there', 1 unless @folders;
    for my $folder (@folders) {
        my $result = run(command => [program('kidepot'), '--conninfo', $demo->conninfo('writer'), 'doctor', '--limit', 0,
            '--symbols', "$folder/symbols", '--footprints', "$folder/footprints"]);
        # The filters of KiCad's own symbols pass over some packages that the chips come in.
        my @found = $result->{out} =~ /^(?:error|warning) (\w+): /mg;
        is "$result->{status} @found", '0 footprint_unfit', "the demo catalogue with $folder" or diag $result->{out};
    }
}

done_testing;
