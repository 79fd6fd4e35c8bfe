# kidepot import dblib: a database library over ODBC, from SQLite and from PostgreSQL; again
# without doubles; maps; sources, files and rows that are wrong; and the way back, from the file
# that kidepot dblib writes to the same documents.

use v5.28;
use warnings;
use utf8;
use Encode qw(encode_utf8 decode_utf8);
use JSON::PP;
use Test::More;
use KiDepot::Cli qw(kidepot good refused);
use KiDepot::Database;
use KiDepot::Sandbox qw(scratch_dir write_text read_text run);

my $wrong = 2;
my $dir = scratch_dir();
my $db = KiDepot::Database->new;
my @as = ('--conninfo', $db->conninfo('writer'));
my $json = JSON::PP->new->canonical->pretty;

# A SQLite database with these statements, and the source that is it.
sub sqlite {
    my ($name, $statements) = @_;
    my $made = run(command => ['sqlite3', "$dir/$name"], input => encode_utf8($statements), user => 'server');
    is "$made->{status}$made->{err}", '0', "$name is made";
    return { type => 'odbc', connection_string => "Driver=SQLite3;Database=\${CWD}/$name" };
}

my $files = 0;
sub dblib {
    my ($source, @libraries) = @_;
    return write_text("$dir/parts" . ++$files . '.kicad_dbl', $json->utf8->encode({ meta => { version => 1 }, name => 'Parts', source => $source, libraries => \@libraries }));
}

sub library {
    my ($name, $table, $fields, %other) = @_;
    my @fields = map { ref ? $_ : { column => $_, name => $_ } } @$fields;
    return { name => $name, table => $table, key => 'Part ID', symbols => 'Symbols', footprints => 'Footprints', fields => \@fields, %other };
}

sub rows { decode_utf8(join "\n", $db->psql($_[0])) }
sub parts { rows(q{select concat_ws('|', p.name, c.path, p.symbol, p.footprint, p.value, p.reference, p.description, p.keywords, p.datasheet, p.manufacturer, p.mpn, p.ipn,
    case when p.exclude_from_bom then 'no bom' end, case when p.exclude_from_board then 'no board' end, case when p.exclude_from_sim then 'no sim' end,
    (select string_agg(t.name || '=' || m.value, ' ' order by t.name) from kidepot.parameter m join kidepot.parameter_template t on t.id = m.template_id where m.part_id = p.id),
    (select string_agg(s.name || ':' || o.sku, ' ' order by s.name) from kidepot.supplier_part o join kidepot.supplier s on s.id = o.supplier_id where o.part_id = p.id),
    (select string_agg(a.footprint, ';' order by a.position) from kidepot.alternate a where a.part_id = p.id),
    (select string_agg(n.name, ';' order by n.name) from kidepot.part_name n where n.part_id = p.id and n.name <> p.name))
    from kidepot.part p left join kidepot.category_resolved c on c.category_id = p.category_id order by p.name collate "C"}) }

# --- the first time

my $true = JSON::PP::true;
my $source = sqlite('parts.sqlite', <<~'SQL');
    create table "Chip ""R""" ("Part ID" text, Symbols text, Footprints text, Value text, Tol real, Power double, Count integer, "Mfr. Part #" text, Maker text, "LCSC Part" text,
        Sheet text, Note text, Keys text, "No BOM" integer, Flag text, Price numeric);
    insert into "Chip ""R""" values
        ('RC0603-10k', 'Device:R', 'R:R_0603;R:R_0603_Hand; R:R_0603;R_*', '10k', 1.0, 0.0625, 7, 'RC0603FR-0710KL', 'Yageo', 'C98220', 'https://example.org/rc.pdf', '10 kΩ µ', 'res chip', 1, 'N', 3),
        ('RC0603-4k7 ', 'Device:R;Device:R_US', ' R:R_0603 ', '4k7', 1234567.5, 1e-7, null, '', null, null, 'X:\rc.pdf', '', null, 0, 'maybe', 3),
        ('R/3', null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    create table caps ("Part ID" integer primary key, Symbols text, Footprints text, C text, Manufacturer text);
    insert into caps values (17, 'Device:C', 'C:C_0603', '100n', 'Murata');
    SQL
my @resistors = ('Passives/Resistors', 'Chip "R"', ['Value', { column => 'Tol', name => 'Tolerance', visible_on_add => $true, show_name => $true, visible_in_chooser => $true, inherit_properties => $true },
    'Power', 'Count', 'Mfr. Part #', { column => 'Maker', name => 'Manufacturer' }, 'LCSC Part', { column => 'Sheet', name => 'Datasheet' }],
    properties => { description => 'Note', keywords => 'Keys', exclude_from_bom => 'No BOM', exclude_from_board => 'Flag' });
my @capacitors = ('', 'caps', [{ column => 'C', name => 'Value', visible_on_add => $true }, { column => 'C', name => 'Power', visible_on_add => $true }, 'Manufacturer']);
my $file = dblib($source, library(@resistors), library(@capacitors));
my $map = <<~'MAP';
    library,field,target
    Passives/Resistors,,Passives/Resistors
    Passives/Resistors,Value,value
    Passives/Resistors,Tolerance,parameter Tolerance
    Passives/Resistors,Power,parameter Power
    Passives/Resistors,Count,parameter Count
    Passives/Resistors,Mfr. Part #,mpn
    Passives/Resistors,Manufacturer,manufacturer
    Passives/Resistors,LCSC Part,supplier LCSC
    Passives/Resistors,Datasheet,datasheet
    caps,,caps
    caps,Value,value
    caps,Power,parameter Power
    caps,Manufacturer,manufacturer
    MAP
my $skipped = <<~"ERR";
    $file: Passives/Resistors, row 2, "RC0603-4k7": a part has one symbol, further ones are passed over
    $file: Passives/Resistors, row 1, "RC0603-10k": a further footprint that is no "Library:Name" is passed over
    $file: Passives/Resistors, row 2, "RC0603-4k7": a datasheet that is no address (http, https, file) is passed over
    $file: Passives/Resistors, row 2, "RC0603-4k7": an exclusion that is neither yes nor no is passed over
    ERR
my $told = <<~'OUT';
    template: 3 made, 0 changed, 0 unchanged
    category: 2 made, 0 changed, 0 unchanged
    category: 1 made for these
    category_field: 4 made, 0 changed, 0 unchanged
    part: 4 made, 0 changed, 0 unchanged
    parameter: 6 made, 0 changed, 0 unchanged
    supplier_part: 1 made, 0 changed, 0 unchanged
    supplier: 1 made for these
    alternate: 1 made, 0 changed, 0 unchanged
    OUT
my $result = kidepot(@as, 'import', 'dblib', $file, '--dry-run', '--save-map', "$dir/map.csv");
is "$result->{status}$result->{err}", "0$skipped", 'a dry run tells what is passed over';
is $result->{out}, "$map\n" . $told =~ s/(unchanged)$/$1; nothing was stored/mgr, 'what fields are taken for, and what would be made';
is read_text("$dir/map.csv"), $map, 'the map is in a file, too';
is parts(), '', 'nothing was stored';

$result = kidepot(@as, 'import', 'dblib', $file, '--save-map', "$dir/none/map.csv");
is $result->{out}, $told, 'the import, told of though its map cannot be saved';
isnt $result->{status}, 0, 'which is told, too';
my $parts = join "\n",
    '17|caps|Device:C|C:C_0603|100n|Murata|Power=100n',
    'R/3|Passives/Resistors',
    'RC0603-10k|Passives/Resistors|Device:R|R:R_0603|10k|10 kΩ µ|res chip|https://example.org/rc.pdf|Yageo|RC0603FR-0710KL|no bom|Count=7 Power=0.0625 Tolerance=1|LCSC:C98220|R:R_0603_Hand',
    'RC0603-4k7|Passives/Resistors|Device:R|R:R_0603|4k7|Power=1E-07 Tolerance=1.23457E+06';
is parts(), $parts, 'the parts, numbers as KiCad writes them';
is rows(q{select concat_ws('|', c.path, t.name, f.visible, t.visible) from kidepot.category_field f join kidepot.category_resolved c using (category_id) join kidepot.parameter_template t on t.id = f.template_id order by 1}),
    join("\n", 'Passives/Resistors|Count|f|f', 'Passives/Resistors|Power|f|f', 'Passives/Resistors|Tolerance|t|f', 'caps|Power|t|f'), 'what is drawn in which category';

# --- again

my $before = rows('select count(*) from kidepot.change');
is kidepot(@as, 'import', 'dblib', $file)->{out}, <<~'OUT', 'again nothing is doubled';
    template: 0 made, 0 changed, 3 unchanged
    category: 0 made, 0 changed, 2 unchanged
    category_field: 0 made, 0 changed, 4 unchanged
    part: 0 made, 0 changed, 4 unchanged
    parameter: 0 made, 0 changed, 6 unchanged
    supplier_part: 0 made, 0 changed, 1 unchanged
    alternate: 0 made, 0 changed, 1 unchanged
    OUT
is rows('select count(*) from kidepot.change'), $before, 'and nothing is noted';
run(command => ['sqlite3', "$dir/parts.sqlite"], input => qq{update caps set C = '220n', Manufacturer = null}, user => 'server');
my $report = decode_json(kidepot(@as, 'import', 'dblib', $file, '--json')->{out});
is_deeply [map { "$_->{table} $_->{made} $_->{changed}" } grep { $_->{changed} } @{ $report->{tables} }], ['part 0 1', 'parameter 0 1'], 'what has changed is, and told to programs';
like parts(), qr/^17\|caps\|Device:C\|C:C_0603\|220n\|Murata\|Power=220n$/m, 'an empty cell says nothing';

# --- maps

write_text("$dir/map.csv", encode_utf8(<<~'MAP'));
    library,field,target
    caps,,Passives/Capacitors
    ,Power,-
    Passives/Resistors,Mfr. Part #,parameter Größe
    Passives/Resistors,Count,name
    Passives/Resistors,Value,supplier Mouser
    MAP
is kidepot(@as, 'import', 'dblib', $file, '--map', "$dir/map.csv", '--former-names', '--dry-run', '--save-map', "$dir/whole.csv")->{status}, 0, 'a map';
is decode_utf8(read_text("$dir/whole.csv")), <<~'MAP', 'goes over what is proposed';
    library,field,target
    Passives/Resistors,,Passives/Resistors
    Passives/Resistors,Value,supplier Mouser
    Passives/Resistors,Tolerance,parameter Tolerance
    Passives/Resistors,Power,-
    Passives/Resistors,Count,name
    Passives/Resistors,Mfr. Part #,parameter Größe
    Passives/Resistors,Manufacturer,manufacturer
    Passives/Resistors,LCSC Part,supplier LCSC
    Passives/Resistors,Datasheet,datasheet
    caps,,Passives/Capacitors
    caps,Value,value
    caps,Power,-
    caps,Manufacturer,manufacturer
    MAP
kidepot(@as, 'import', 'dblib', $file, '--map', "$dir/map.csv", '--former-names');
like parts(), qr/^7\|Passives\/Resistors\|.*Größe=RC0603FR-0710KL Tolerance=1\|LCSC:C98220 Mouser:10k\|R:R_0603_Hand\|PassivesResistors\/RC0603-10k$/m, 'a field can be the name; the name that KiCad shows is one it had';
like parts(), qr/^17\|Passives\/Capacitors\|/m, 'a library another category';
my $none = write_text("$dir/none.csv", "library,field,target\n,,-\ncaps,,caps\n");
is kidepot(@as, 'import', 'dblib', $file, '--map', $none)->{out} =~ s/.*(?=part:)//sr, "part: 0 made, 1 changed, 0 unchanged\nparameter: 0 made, 0 changed, 1 unchanged\n", 'a library that is not taken';
for my $case (
    ['', ':1: the first line is "library,field,target"', "x\n"], ["a,b\n", ':2: a row has a library, a field and its target'], ["caps,,\n", qq{:2: a library's target is the path of a category, or "-"}],
    ["nothing,,x\n", ':2: library "nothing" is not in the file'], ["caps,Tolerance,mpn\n", ':2: field "Tolerance" is in no such library'],
    ["caps,Power,pmn\n", ':2: "pmn" is a column of table part, "parameter NAME", "supplier NAME" or "-"; this is none'],
    ["caps,Power,value\n", ': two fields of library "caps" are "value"; a target is once, "-" takes none'],
) {
    my ($line, $message, $head) = @$case;
    write_text("$dir/bad.csv", ($head // "library,field,target\n") . $line);
    refused($wrong, "$dir/bad.csv$message", @as, 'import', 'dblib', $file, '--map', "$dir/bad.csv");
}

# --- PostgreSQL, by a connection string and by a data source

my ($socket) = $db->conninfo =~ /host=(\S+)/;
my ($database) = $db->conninfo =~ /dbname=(\S+)/;
my ($user) = $db->conninfo('super') =~ /user=(\S+)/;
subtest 'PostgreSQL' => sub {
    $db->psql(encode_utf8(q{set client_min_messages = error; create schema odbc; create table odbc."Größe %" ("Part ID" char(8), "Symbols" text, "Footprints" varchar(100), n numeric(20,3), d double precision, r real, i bigint, b boolean, j text);
        insert into odbc."Größe %" values ('PG1', 'Device:R', 'R:R', 1234567.125, 1e-9, 0.1, 12345678901, true, 'Ω, µ and 𝄞'), ('PG2', null, '', null, null, null, null, false, repeat('ü', 1000))}), 'super');
    my @library = ('PG', 'Größe %', ['n', 'd', 'r', 'i', 'j'], properties => { exclude_from_sim => 'b' });
    my $connect = "Driver={PostgreSQL Unicode};Server=$socket;Port=5432;Database=$database;Uid=$user;ConnSettings={set search_path = odbc}";
    my $file = dblib({ connection_string => $connect }, library(@library));
    is good('import', @as, 'import', 'dblib', $file) =~ s/.*(?=part:)//sr, "part: 2 made, 0 changed, 0 unchanged\nparameter: 6 made, 0 changed, 0 unchanged\n", 'is read';
    like parts(), qr/^PG1\|PG\|Device:R\|R:R\|no sim\|d=1e-09 i=12345678901 j=Ω, µ and 𝄞 n=1\.23457E\+06 r=0\.1\nPG2\|PG\|j=ü{1000}$/m, 'as KiCad writes it';
    write_text("$dir/odbc.ini", "[Parts]\nDriver = PostgreSQL Unicode\nServername = $socket\nPort = 5432\nDatabase = $database\nConnSettings = set search_path = odbc\n");
    local $ENV{ODBCINI} = "$dir/odbc.ini";
    my $by_dsn = dblib({ dsn => 'Parts', username => $user, password => 'x;y{z}' }, library(@library));
    like good('by a data source', @as, 'import', 'dblib', $by_dsn), qr/^part: 0 made, 0 changed, 2 unchanged$/m, 'nothing else is there';
    my $denied = dblib({ dsn => 'Parts', username => 'nobody at all', password => 'geheim' }, library(@library));
    refused($wrong, qr/\A\Q$denied\E: the source cannot be reached: (?!.*geheim).*"nobody at all"/, @as, 'import', 'dblib', $denied);
};

# --- what is wrong

$parts = parts();
my $caps = { library(@capacitors)->%* };
sub wrong_file { refused($wrong, ref $_[1] ? qr/\A\Q$_[0]\E: $_[1]/ : "$_[0]: $_[1]", @as, 'import', 'dblib', $_[0]) }

subtest 'sources' => sub {
    wrong_file(dblib({ connection_string => 'Driver=Nope;Server=x;Pwd=geheim' }, $caps), q{the source cannot be reached: [unixODBC][Driver Manager]Can't open lib 'Nope' : file not found});
    wrong_file(dblib({ connection_string => "Driver=SQLite3;Database=$dir/none.sqlite" }, $caps), 'the source cannot be reached: [SQLite]connect failed');
    ok !-e "$dir/none.sqlite", 'no file is made';
    wrong_file(dblib({ dsn => 'Nothing' }, $caps), 'the source cannot be reached: [unixODBC][Driver Manager]Data source name not found and no default driver specified');
    wrong_file(dblib({ connection_string => "Driver=PostgreSQL Unicode;Server=$dir;Port=1;Database=x;Uid=u;Pwd={ge;heim}" }, $caps), qr/the source cannot be reached: (?!.*heim)/);
    wrong_file(dblib({ type => 'web', dsn => 'x' }, $caps), 'source.type is not "odbc", which is all there is');
    wrong_file(dblib({ dsn => '' }, $caps), 'source has neither a dsn nor a connection_string, so it is unknown where the parts are');
    for my $driver ('/tmp/x.so', '{/tmp/x.so}', 'C:\\x.dll') {
        wrong_file(dblib({ connection_string => "DRIVER=$driver;Server=x" }, $caps),
            qq{source names a driver by its path, "$driver"; name it as "odbcinst -q -d" does, in a copy of the file});
    }
    wrong_file(dblib({ connection_string => 'Driver=SQLite3; loadext = /tmp/x.so;Database=x' }, $caps),
        'source has SQLite load " /tmp/x.so", which would run here; take LoadExt out, in a copy of the file');
    # A doubled brace does not end what is in braces; psqlODBC hands pqopt to libpq.
    wrong_file(dblib({ connection_string => "Driver=geheim;Server=x;Pwd={a}};b}" }, $caps), qr/the source cannot be reached: .*'geheim'/);
    wrong_file(dblib($_, $caps), qr{source names a driver by its path, "/x})
        for { connection_string => 'A={b}};Driver=/x;c}' }, { connection_string => 'A={b}}c};Driver=/x' }, { dsn => 'a};Driver=/x' };
    wrong_file(dblib({ connection_string => 'filedsn=a' }, $caps),
        'source has the keyword "filedsn", whose file may say anything; say what that file says, in a copy of this one');
    wrong_file(dblib({ connection_string => 'Driver=geheim;Server=x;pqopt={password=geheim sslmode=x}' }, $caps), qr/the source cannot be reached: .*'\*\*\*'/);
    write_text("$dir/secret", "geheim\n");
    for my $source ({ connection_string => 'Driver=SQLite3;pwd=x' }, { dsn => 'x', password => 'y' }) {
        my $file = dblib($source, $caps);
        refused($wrong, "$file: source has a password itself; leave one of the two out", @as, 'import', 'dblib', $file, '--password-file', "$dir/secret");
    }
    my $file = dblib({ connection_string => "Driver=geheim;Server=$dir" }, $caps);
    refused($wrong, "$file: the source cannot be reached: [unixODBC][Driver Manager]Can't open lib '***' : file not found", @as, 'import', 'dblib', $file, '--password-file', "$dir/secret");
};

subtest 'many footprints' => sub {
    my $footprints = sub { join ';', map { "F:$_" } 0 .. $_[0] };
    my $source = sqlite('many.sqlite', 'create table few ("Part ID" text, Symbols text, Footprints text); create table many as select * from few;'
        . " insert into few values ('few', 'Device:R', '@{[ $footprints->(100) ]}'); insert into many values ('many', 'Device:R', '@{[ $footprints->(101) ]}')");
    good('as many as may be', @as, 'import', 'dblib', dblib($source, library('M', 'few', [])), '--dry-run');
    wrong_file(dblib($source, library('M', 'many', [])), 'M, row 1, "many": more than 100 further footprints');
};

subtest 'tables' => sub {
    wrong_file(dblib($source, $caps, { %$caps, table => 'x"y' }), 'libraries[1]: the source has no table "x"y", spelt so');
    wrong_file(dblib($source, { %$caps, key => 'part id' }), 'libraries[0]: table "caps" has no column "part id", spelt so; it has Part ID, Symbols, Footprints, C, Manufacturer');
    my $odd = sqlite('odd.sqlite', <<~'SQL');
        create table latin ("Part ID" text, Symbols text, Footprints text);
        insert into latin values ('A', 'a:b', null), ('B', cast(x'4de4' as text), null);
        create table long ("Part ID" text, Symbols text, Footprints text);
        insert into long values ('A', null, hex(zeroblob(40000)));
        create table twice ("Part ID" text, Symbols text, Footprints text);
        insert into twice values ('A', 'a:b', null), ('B', 'b', null), ('A', 'a:b', 'f:f'), ('', 'a:c', null), ('C', null, 'x'), ('D', 'd:d', 'd:d');
        SQL
    my ($latin, $long, $twice) = map { library('', $_, []) } qw(latin long twice);
    my $file = dblib($odd, $latin);
    wrong_file($file, 'latin, row 2, "B": the symbol is not UTF-8');
    wrong_file(dblib($odd, $long), 'libraries[0]: row 1: column "Footprints" has more than 65536 bytes in it');
    $file = dblib($odd, $twice);
    my $result = kidepot(@as, 'import', 'dblib', $file);
    my $form = 'symbols and footprints are written as KiCad does, "Library:Name"';
    is "$result->{status}$result->{out}$result->{err}", <<~"ERR", 'rows that do not fit are told';
        $wrong$file: twice, row 2, "B": symbol "b": $form
        $file: twice, row 3, "A": name "A": an earlier row of the file means the same; give each once
        $file: twice, row 4: name: every such row needs it; give something
        $file: twice, row 5, "C": footprint "x": $form
        kidepot: $file: 4 of 6 rows of table part do not fit, so nothing is stored; --skip leaves them out
        ERR
    is parts(), $parts, 'nothing is stored';
    like kidepot(@as, 'import', 'dblib', $file, '--skip', '--dry-run')->{out}, qr/^part: 2 made, 0 changed, 0 unchanged, 4 rejected; nothing was stored$/m, 'with --skip the others are';
};

subtest 'files' => sub {
    my $whole = read_text($file);
    my $bad = sub { write_text("$dir/bad.kicad_dbl", encode_utf8($_[0])) };
    wrong_file($bad->(substr $whole, 0, length($whole) / 2), qr/line \d+, column \d+/);
    wrong_file($bad->(''), qr/line 1, column 1/);
    wrong_file($bad->('[]'), 'it is an array and no database library');
    wrong_file($bad->('{}'), 'the file has no "source"');
    my %good = (source => $source, libraries => [$caps]);
    my $with = sub { $bad->($json->encode({ %good, @_ })) };
    wrong_file($with->(libraries => []), 'libraries is empty, so there is nothing to read');
    wrong_file($with->(libraries => {}), 'libraries is an object and has to be an array');
    wrong_file($with->(libraries => [$caps, 7]), 'libraries[1] is a whole number and has to be an object');
    my $of_library = sub { $with->(libraries => [{ %$caps, @_ }]) };
    wrong_file($of_library->(table => 5), 'libraries[0].table is a whole number and has to be a string');
    wrong_file($of_library->(table => ''), 'libraries[0].table is empty');
    wrong_file($of_library->(key => ''), 'libraries[0].key is empty');
    wrong_file($of_library->(table => 'x' x 401), 'libraries[0].table is longer than 400 bytes');
    wrong_file($of_library->(table => "a\nb"), 'libraries[0].table has a control character');
    wrong_file($of_library->(properties => []), 'libraries[0].properties is an array and has to be an object');
    wrong_file($of_library->(properties => { keywords => undef }), 'libraries[0].properties.keywords is null and has to be a string');
    wrong_file($with->(libraries => [{ map { ($_ => $caps->{$_}) } grep { $_ ne 'symbols' } keys %$caps }]), 'libraries[0] has no "symbols"');
    wrong_file($with->(source => { %$source, timeout_seconds => -1 }), 'source.timeout_seconds is not from 0 to 3600');
    wrong_file($with->(source => { %$source, timeout_seconds => 'x' }), 'source.timeout_seconds is a string and has to be a whole number');
    my $of_field = sub { $of_library->(fields => [{ column => 'C', name => 'Value' }, @_]) };
    wrong_file($of_field->({ column => 'C' }), 'libraries[0].fields[1] has no "name"');
    wrong_file($of_field->({ column => '', name => 'x' }), 'libraries[0].fields[1].column is empty');
    wrong_file($of_field->({ column => 'C', name => '' }), 'libraries[0].fields[1].name is empty');
    wrong_file($of_field->({ column => 'C', name => 'Value' }), 'libraries[0].fields[1].name "Value" is that of libraries[0].fields[0] too');
    wrong_file($of_field->({ column => 'C', name => 'x', show_name => 1 }), 'libraries[0].fields[1].show_name is a whole number and has to be a boolean');
    my $limit = refused($wrong, "$dir/bad.kicad_dbl: libraries[0].fields are more than 500", @as, 'import', 'dblib', $of_library->(fields => [map { { column => 'C', name => "f$_" } } 1 .. 501]));
    refused($wrong, "$dir/bad.kicad_dbl: libraries are more than 1000", @as, 'import', 'dblib', $with->(libraries => [($caps) x 1001]));
    refused($wrong, qq{cannot open "$dir/none": No such file or directory}, @as, 'import', 'dblib', "$dir/none");
    my $unknown = $of_library->(colour => 'red', fields => [{ column => 'C', name => 'Value', "wi\tdth" => 1 }]);
    like kidepot(@as, 'import', 'dblib', $unknown, '--dry-run')->{err}, qr/\A\Q$unknown\E: libraries\[0\]\.colour is nothing that KiCad knows, and is passed over\n.*: libraries\[0\]\.fields\[0\]\.\? is nothing/, 'what KiCad does not know is told';
};
is parts(), $parts, 'nothing of it was stored';

done_testing;
