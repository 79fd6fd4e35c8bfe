# kidepot import csv FILE: any sheet of parts in CSV, by what its columns are called or by a map
# that a person has corrected; again without doubles; what is wrong with a sheet or a map.

use v5.28;
use warnings;
use utf8;
use Encode qw(encode encode_utf8);
use JSON::PP qw(decode_json);
use Test::More;
use KiDepot::Cli qw(kidepot good refused);
use KiDepot::Database;
use KiDepot::Sandbox qw(scratch_dir write_text read_text);

my $wrong = 2;
my $dir = scratch_dir();
my $db = KiDepot::Database->new;
my @as = ('--conninfo', $db->conninfo('writer'));
my $files = 0;
sub sheet { write_text("$dir/sheet" . ++$files . '.csv', $_[0]) }
sub import_sheet { good('import csv', @as, 'import', 'csv', @_) }
sub parts { join "\n", $db->psql(q{select concat_ws('|', p.name, c.path, p.manufacturer, p.mpn, p.value, p.description, p.footprint,
    (select string_agg(t.name || '=' || m.value, ' ' order by t.name) from kidepot.parameter m join kidepot.parameter_template t on t.id = m.template_id where m.part_id = p.id),
    (select string_agg(s.name || ':' || o.sku, ' ' order by s.name) from kidepot.supplier_part o join kidepot.supplier s on s.id = o.supplier_id where o.part_id = p.id))
    from kidepot.part p left join kidepot.category_resolved c on c.category_id = p.category_id order by p.name collate "C"}) }

# --- columns are known by their names

my $parts = encode_utf8(<<~'CSV');
    Part Number;Mfr.;Desc;Value;Category;Tolerance (%);LCSC Part #;Digi-Key;Qty;Kicad Footprint;;Desc
    RC0603;Yageo; chip resistor ;10k;Passives/Resistors;1;C25804;311-10K-ND;500;R:R_0603;x;more

    "C, ""100n""";;"two
    lines";100 nF;Passives/Capacitors;;;;;;;
    ;;no name;;;;;;;;;
    Größe;;;;;5;;;;;;
    CSV
my $file = sheet("\x{ef}\x{bb}\x{bf}" . $parts);
my $result = kidepot(@as, 'import', 'csv', $file, '--dry-run', '--save-map', "$dir/map.csv");
my $map = <<~'MAP';
    column,target
    Part Number,mpn
    Mfr.,manufacturer
    Desc,description
    Value,value
    Category,category
    Tolerance (%),parameter Tolerance (%)
    LCSC Part #,supplier LCSC
    Digi-Key,supplier Digi-Key
    Qty,-
    Kicad Footprint,footprint
    ,-
    Desc,-
    Part Number,name
    MAP
is $result->{out}, "$map\n" . <<~'OUT', 'a dry run says what it takes the columns for';
    part: 3 made, 0 changed, 0 unchanged; nothing was stored
    category: 3 made for these
    parameter: 2 made, 0 changed, 0 unchanged; nothing was stored
    template: 1 made for these
    supplier_part: 2 made, 0 changed, 0 unchanged; nothing was stored
    supplier: 2 made for these
    OUT
is $result->{err}, "$file:6: 1 rows without a name are passed over, here is the first\n", 'and which rows it passes over';
is read_text("$dir/map.csv"), $map, 'the map is in a file';
is parts(), '', 'nothing was stored';
$result = kidepot(@as, 'import', 'csv', $file);
is $result->{status}, 0, 'import csv';
is parts(), encode_utf8("C, \"100n\"|Passives/Capacitors|C, \"100n\"|100 nF|two\nlines\n"
    . "Größe|Größe|Tolerance (%)=5\nRC0603|Passives/Resistors|Yageo|RC0603|10k|chip resistor|R:R_0603|Tolerance (%)=1|Digi-Key:311-10K-ND LCSC:C25804"), 'the parts';
my $before = parts();
like kidepot(@as, 'import', 'csv', $file)->{out}, qr/\Apart: 0 made, 0 changed, 3 unchanged\nparameter: 0 made, 0 changed, 2 unchanged\nsupplier_part: 0 made, 0 changed, 2 unchanged\n\z/, 'again nothing is doubled';
is parts(), $before, 'nor changed';

# --- a map that was corrected

write_text("$dir/map.csv", <<~'MAP');
    column,target
    Part,name
    R,parameter Resistance
    =Passives/Resistors,category
    =R,reference
    shop,supplier Reichelt
    note,-
    MAP
my $tabs = sheet("Part\tR\tshop\tnote\tother\r\nR1\t1k\tR-1\t\"\t\"\tx\r\nR2\t2k2");
is import_sheet($tabs, '--map', "$dir/map.csv"), <<~'OUT', 'with a map, tabs and CRLF';
    part: 2 made, 0 changed, 0 unchanged
    parameter: 2 made, 0 changed, 0 unchanged
    template: 1 made for these
    supplier_part: 1 made, 0 changed, 0 unchanged
    supplier: 1 made for these
    OUT
like parts(), qr{^R1\|Passives/Resistors\|Resistance=1k\|Reichelt:R-1\nR2\|Passives/Resistors\|Resistance=2k2$}m, 'values for all rows, and short rows';
is_deeply decode_json(good('JSON', @as, 'import', 'csv', '-', '--map', "$dir/map.csv", '--json', { input => "Part,R,shop,note\nR1,1k1,,\n" }))->{tables}[1],
    { table => 'parameter', stored => JSON::PP::true, rows => 1, made => 0, changed => 1, unchanged => 0, rejected => 0, categories_made => 0,
        templates_made => 0, suppliers_made => 0, faults_found => 0, faults => [] }, 'from standard input; a cell that is empty says nothing; told to programs';
like parts(), qr/^R1\|.*Resistance=1k1\|Reichelt:R-1$/m, 'the number is still there';

my $wide = sheet('Part' . ',x' x 4095 . "\nW1\n");
write_text("$dir/wide.csv", "column,target\nPart,name\n=wide one,description\n");
is import_sheet($wide, '--map', "$dir/wide.csv"), "part: 1 made, 0 changed, 0 unchanged\n", 'a sheet as wide as may be';
like parts(), qr/^W1\|wide one$/m, 'also with a value for all rows';

# --- rows that do not fit

$before = parts();
my $bad = sheet("Name,Symbol,Tolerance\nX1,Device,1\nX2,D:R,2\nX2,D:R,3\nX3,,4\n");
$result = kidepot(@as, 'import', 'csv', $bad);
is $result->{status} . $result->{out}, $wrong, 'rows that do not fit';
my @faults = ("$bad:2: symbol \"Device\": symbols and footprints are written as KiCad does, \"Library:Name\"", "$bad:4: name \"X2\": an earlier row of the file means the same; give each once");
is $result->{err}, join("\n", @faults, "kidepot: $bad: 2 of 4 rows of table part do not fit, so nothing is stored; --skip leaves them out", ''), 'are told with their lines, a key that is there twice too';
is parts(), $before, 'and nothing is stored';
$result = kidepot(@as, 'import', 'csv', $bad, '--skip');
is "$result->{status} $result->{out}", "0 part: 2 made, 0 changed, 0 unchanged, 2 rejected\nparameter: 2 made, 0 changed, 0 unchanged\ntemplate: 1 made for these\n", 'with --skip the others are, and what belongs to them';
is $result->{err}, join("\n", @faults, ''), 'and those are told';
like parts(), qr/^X2\|Tolerance=2\nX3\|Tolerance=4$/m, 'the first of two is taken';

# --- in German

my %german = (
    name => [qw(Teilename Bauteilname)],
    ipn => ['Interne Teilenummer', 'Interne Nr.'],
    mpn => ['Herstellernummer', 'Hersteller-Nr.', 'Herstellernr.', 'Hersteller-Teilenummer', 'Hersteller-Teilenr.', 'Hersteller-Artikelnummer',
        'Herstellerartikelnr.', 'Teilenummer', 'Teile-Nr.'],
    manufacturer => [qw(Hersteller HERSTELLERNAME Marke)],
    value => ['Wert'],
    description => [qw(Beschreibung Bezeichnung Kommentar)],
    category => [qw(Kategorie Kategoriepfad Gruppe)],
    datasheet => [qw(Datenblatt Datenblatt-Link Datenblatt-URL)],
    keywords => ['Schlagwörter', 'SCHLAGWÖRTER', 'Schlagwoerter', 'Schlagworte', 'Stichwörter', 'Stichworte'],
    reference => ['Referenz'],
    '-' => ['Menge', 'Anzahl', 'Stückzahl', 'Bestand', 'Lagerbestand', 'Preis', 'Einzelpreis', 'Stückpreis', 'Nr.', 'Lfd. Nr.', 'Pos.'],
    # What may be one thing or another, or is none in English, stays a parameter.
    map { ("parameter $_" => [$_]) } 'Bestellnummer', 'Artikelnummer', 'Gehäuse', 'Bauform', 'Lieferant', 'Lagerort', 'Größe',
);
for my $target (sort keys %german) {
    for my $column (@{ $german{$target} }) {
        kidepot(@as, 'import', 'csv', sheet(encode_utf8("$column;x\n")), '--dry-run', '--save-map', "$dir/german.csv");
        is((split /\n/, read_text("$dir/german.csv"))[1], encode_utf8("$column,$target"), encode_utf8("$column is $target"));
    }
}
$before = parts();
is import_sheet(sheet(encode_utf8("Pos.;Herstellernummer;Hersteller;Bezeichnung;Wert;Kategorie;Gehäuse;Menge\n1;GRM188;Murata;Kerko;100nF;Kondensatoren;0603;20\n"))), <<~'OUT', 'a sheet in German';
    part: 1 made, 0 changed, 0 unchanged
    category: 1 made for these
    parameter: 1 made, 0 changed, 0 unchanged
    template: 1 made for these
    OUT
is parts() =~ s/^GRM188\|.*\n//mr, $before, 'makes one part';
like parts(), qr/^GRM188\|Kondensatoren\|Murata\|GRM188\|100nF\|Kerko\|Geh\xc3\xa4use=0603$/m, 'with what it says';

# --- no column is the name

my $german = sheet(encode_utf8("Bestellnummer;Hersteller\nRC0603;Yageo\n"));
refused($wrong, qr/no column is called "Name"/, @as, 'import', 'csv', $german, '--dry-run', '--save-map', "$dir/german.csv");
is read_text("$dir/german.csv"), "column,target\nBestellnummer,parameter Bestellnummer\nHersteller,manufacturer\n", 'the map is there, to be corrected';
write_text("$dir/german.csv", "column,target\nBestellnummer,mpn\nHersteller,manufacturer\n");
is import_sheet($german, '--map', "$dir/german.csv", '--dry-run', '--save-map', "$dir/german2.csv"), "part: 0 made, 0 changed, 1 unchanged; nothing was stored\n", 'of a map without a name too the MPN is it';
is read_text("$dir/german2.csv"), "column,target\nBestellnummer,mpn\nHersteller,manufacturer\nBestellnummer,name\n", 'which the map says then';
write_text("$dir/german.csv", "column,target\nBestellnummer,ipn\n=Yageo,mpn\n");
is import_sheet($german, '--map', "$dir/german.csv", '--dry-run'), "part: 0 made, 1 changed, 0 unchanged; nothing was stored\n", 'else the IPN; an MPN of all is no name';

# --- what is no sheet, and no map

$before = parts();
for my $case (
    [encode('iso-8859-1', "MPN,Desc\nA,b\nB,größer\n"), '3: it is not UTF-8, perhaps Latin-1 (Windows-1252); save it as UTF-8, as "iconv -f WINDOWS-1252 -t UTF-8" does'],
    [encode('UTF-16', "MPN,Desc\nA,b\n"), '1: the file is UTF-16; save it as UTF-8'],
    [encode('UTF-16LE', "MPN,Desc\nA,b\n"), '1: the file is no text, or UTF-16; save it as UTF-8'],
    ['', '1: there is no header; the first line names the columns'],
    ["Colour,Size\nred,1\n", '1: no column is called "Name", "MPN" or "IPN", of which parts would have their names; --save-map writes a map, which with the line "COLUMN,name" is given as --map'],
    ["MPN,Desc\nA,b,c\n", '2: the row has 3 cells, the header names 2 columns'],
    ["MPN,Desc\n\nA,\"b\nc\n", '3: a quoted cell begins here and never ends'],
    ["MPN,Desc\nA,\"b\"c\n", '2: something follows a quoted cell; a quote within is doubled'],
    ["MPN,Desc\nA,b\0c\n", '2: a NUL, which no text has'],
    ["MPN\n" . 'A' x 1_100_000, '2: the row is larger than 1 MiB; is a quote missing?'],
    ['MPN' . ',x' x 4096, '1: the row has more than 4096 cells'],
) {
    my ($text, $message) = @$case;
    my $file = sheet($text);
    refused($wrong, "$file:$message", @as, 'import', 'csv', $file);
}
for my $case (
    ["Part,name\n", ':1: the first line is "column,target"'], ["column,target\nParts,name\n", ':2: "Parts" is no column of the sheet'],
    ["column,target\nPart,nmae\n", ':2: "nmae" is a column of table part, "parameter NAME", "supplier NAME" or "-"; this is none'],
    ["column,target\nPart,name\nR,name\n", ':3: "name" is there twice; a target is once'], ["column,target\nPart\n", ':2: a row has a column and its target'],
    ["column,target\nR,parameter R\n", ': no column is the "name", the "mpn" or the "ipn"; say which names a part'], ["column,target\nPart,supplier \n", qr/:2: "supplier" is a column of/],
) {
    my ($text, $message) = @$case;
    write_text("$dir/bad.csv", $text);
    refused($wrong, ref $message ? $message : "$dir/bad.csv$message", @as, 'import', 'csv', $tabs, '--map', "$dir/bad.csv");
}
refused($wrong, "cannot open \"$dir/none\": No such file or directory", @as, 'import', 'csv', $tabs, '--map', "$dir/none");
is parts(), $before, 'nothing of it was stored';

# --- a sheet that is read at once and takes a while to store

SKIP: {
    my ($script) = grep { -x } '/usr/bin/script' or skip 'script(1) is not installed', 1;
    my $slow = sheet("MPN,Desc\n" . join '', map { "S$_,a part of many that are stored\n" } 1 .. 5000);
    my $line = join ' ', map { "'$_'" } KiDepot::Sandbox::program('kidepot'), @as, 'import', 'csv', $slow, '--dry-run', '--json';
    like KiDepot::Sandbox::run(command => [$script, '-qefc', "$line >/dev/null", '/dev/null'], user => 'server')->{out}, qr/ MB read, storing them\r/, 'a terminal is told';
}

# --- a sheet that is larger than the memory it may take

SKIP: {
    skip 'sanitizers take memory of their own', 1 if $ENV{SAN} || ($ENV{BUILD} // '') =~ /san/;
    my $row = ',' . join(',', ('twenty characters ..') x 50) . "\n";
    my $large = sheet("MPN" . ',x' x 50 . "\n" . $row x 60_000);
    my $said = KiDepot::Sandbox::run(command => ['prlimit', '--data=40000000', KiDepot::Sandbox::program('kidepot'), @as, 'import', 'csv', $large], user => 'server', timeout => 300);
    is $said->{status} . $said->{err}, "0$large:2: 60000 rows without a name are passed over, here is the first\n", 'a sheet of 63 MB within 40 MB';
    unlink $large;
}

done_testing;
