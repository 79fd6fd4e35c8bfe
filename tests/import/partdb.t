# kidepot import partdb: its interface's answers as files, its JSON and CSV exports, a server that is asked
# for each part; EDA information and its inheritance; again; bad input.

use v5.28;
use warnings;
use utf8;
use Encode qw(encode_utf8 decode_utf8);
use JSON::PP qw(decode_json encode_json);
use Test::More;
use KiDepot::Cli qw(kidepot good refused);
use KiDepot::Database;
use KiDepot::Sandbox qw(readable root scratch_dir write_text read_text start_process end_process free_port wait_until listens_on);

my $wrong = 2;
my $dir = scratch_dir();
my $saved = readable(root() . '/tests/import/partdb');
my $db = KiDepot::Database->new;
my @as = ('--conninfo', $db->conninfo('writer'));
my $map = write_text("$dir/map", "server = https://partdb.example.org\n");

sub partdb { return decode_utf8(good("import partdb @_[1..$#_]", 'import', 'partdb', @as, @_)) }
sub rows { return decode_utf8(join "\n", $db->psql($_[0])) }

is my $said = partdb($saved, '--map', $map), <<~'END', 'what is made, and what is skipped and why';
    template: 3 made, 0 changed, 0 unchanged
    category: 4 made, 0 changed, 0 unchanged
    category: 1 made for these
    footprint_map: 1 made, 0 changed, 0 unchanged
    supplier: 1 made, 0 changed, 0 unchanged
    part: 3 made, 0 changed, 0 unchanged
    parameter: 3 made, 0 changed, 0 unchanged
    supplier_part: 1 made, 0 changed, 0 unchanged
    location: 2 made, 0 changed, 0 unchanged
    stock: 2 made, 0 changed, 0 unchanged
    skipped: 1, a lot of which nobody knows how much there is (part.json: part 1)
    skipped: 1, a parameter that the part has twice: the first was taken (part.json: part 1)
    skipped: 1, an order without supplier or number (part.json: part 1)
    END
is rows('select path, exposed, symbol, reference from kidepot.category_resolved where category_id > 0 order by path'), <<~"END" =~ s/\n\z//r, 'categories, also one that is in no file';
    ICs\tt\t\t
    ICs/Timers\tt\t\t
    Passives\tt\t\t
    Passives/Resistors\tt\tDevice:R\tR
    Screws\tf\t\t
    END
is rows('select name, symbol, reference, value, footprint, datasheet, exclude_from_bom, exclude_from_sim from kidepot.part_resolved order by name'), <<~"END" =~ s/\n\z//r, 'what KiCad gets: the part, else its category or its footprint';
    4k7 0805\tDevice:R\tR\t4k7\tResistor_SMD:R_0805_2012Metric\thttps://yageo.example/rc.pdf\tf\tt
    NE555\tTimer:NE555P\tU\tNE555\tPackage_DIP:DIP-8_W7.62mm\thttps://partdb.example.org/media/part/2/ne%20555.pdf\tf\tf
    END
is rows('select name, ipn, description, keywords, manufacturer, mpn, active, exclude_from_board, not_for_new_designs from kidepot.part order by name'), <<~"END" =~ s/\n\z//r, 'parts';
    4k7 0805\tR-0042\t**4.7 kΩ** 1 %\tresistor chip smd\tYageo\tRC0805FR-074K7L\tt\tf\tf
    M3x8\t\t\t\t\t\tf\tt\tf
    NE555\t\tTimer\t\t\t\tt\tf\tt
    END
is rows('select t.name, m.value from kidepot.parameter m join kidepot.parameter_template t on t.id = m.template_id order by 1'), "Footprint\t0805\nResistance\t4700 Ω\nTolerance\t1 %", 'parameters with their units';
is rows('select p.name, l.name, trim_scale(s.quantity) from kidepot.stock s join kidepot.part p on p.id = s.part_id join kidepot.location l on l.id = s.location_id order by 1'),
    "4k7 0805\tLab/Drawer 1\t150\nNE555\tPart-DB\t3", 'stock, summed up by location';
is rows('select sku, url from kidepot.supplier_part'), "603-RC0805FR-074K7L\thttps://mouser.example/603", 'order details';

my $history = rows('select count(*) from kidepot.change');
$said = partdb($saved, '--map', $map);
is join(' ', $said =~ /: (\d+ made, \d+ changed)/g), join(' ', ('0 made, 0 changed') x 9), 'again: nothing is made and nothing changed';
is rows('select count(*) from kidepot.change'), $history, 'and the history has nothing of it';
my $parts = decode_json(read_text("$saved/part.json"));
$parts->[0]{name} = '4k7 new';
$parts->[0]{footprint}{eda_info} = { kicad_footprint => 'Own:0805' };
pop @{ $parts->[0]{partLots} } for 1 .. 2;
$said = partdb(write_text("$dir/export.json", encode_json($parts)), '--map', $map);
like $said, qr/^part: 0 made, 0 changed, 3 unchanged$/m, 'an export in one file: a part that was renamed there is known';
like $said, qr/^footprint_map: 0 made, 1 changed, 0 unchanged$/m, 'and what it has within is read';
like $said, qr/^stock: 0 made, 1 changed, 1 unchanged$/m, 'stock becomes what is there';

# --- as CSV, by what Symfony's CSV encoder makes of the same elements

sub flat {
    my ($value, $path, $row) = @_;
    if (ref $value eq 'HASH') { flat($value->{$_}, "$path$_.", $row) for grep { !/^\@/ } sort keys %$value }
    elsif (ref $value eq 'ARRAY') { flat($value->[$_], "$path$_.", $row) for 0 .. $#$value }
    else { $row->{ substr $path, 0, -1 } = JSON::PP::is_bool($value) ? ($value ? 1 : 0) : $value // '' }
    return $row;
}

sub csv {
    my @flat = map { flat($_, '', {}) } @_;
    my %has;
    my @columns = grep { !$has{$_}++ } map { sort keys %$_ } @flat;
    return encode_utf8(join '', map { join(';', map { /[;"\n ]/ ? '"' . s/"/""/gr . '"' : $_ } @$_) . "\n" } \@columns, map { my $row = $_; [map { $row->{$_} // '' } @columns] } @flat);
}

sub catalogue { my ($of, @file) = @_; my @to = ('--conninfo', $of->conninfo('writer')); my $out = good("import @file", 'import', 'partdb', @to, @file, '--map', $map); return ($out, good('export', 'export', 'json', '-', @to)) }
my ($json_said, $json_made) = catalogue(KiDepot::Database->new, "$saved/part.json");
my $csv = write_text("$dir/export_Part_full.csv", csv(@{ decode_json(read_text("$saved/part.json")) }));
my ($csv_said, $csv_made) = catalogue(my $by_csv = KiDepot::Database->new, $csv);
is $csv_said, $json_said =~ s/\Q$saved\E\/part\.json/$csv/gr, 'the CSV export says what the JSON export says';
is $csv_made, $json_made, 'and makes the same of it';
($csv_said, $csv_made) = catalogue($by_csv, $csv);
is join(' ', $csv_said =~ /: (\d+ made, \d+ changed)/g), join(' ', ('0 made, 0 changed') x 9), 'again: nothing is made and nothing changed';

# --- from a server, part by part

my $port = free_port();
my %part = map { ("/api/parts/$_->{id}" => write_text("$dir/part-$_->{id}", encode_json($_))) } @{ decode_json(read_text("$saved/part.json")) };
my %answers = (
    '/api/categories?itemsPerPage=100' => "$saved/category.json",
    '/api/footprints?itemsPerPage=100' => "$saved/footprint.json",
    '/api/parts?itemsPerPage=100' => write_text("$dir/list", '{"hydra:member": [{"id": 1, "name": "4k7 0805"}, {"id": 2}], "hydra:totalItems": 3, "hydra:view": {"hydra:next": "/api/parts?itemsPerPage=100&page=2"}}'),
    '/api/parts?itemsPerPage=100&page=2' => write_text("$dir/list-2", '{"hydra:member": [{"id": 3}], "hydra:totalItems": 3}'), %part,
);
my $web = start_process(command => [$^X, readable(root() . '/tests/import/web'), $port, 'Bearer good', write_text("$dir/answers.json", encode_json(\%answers))], log => "$dir/web.log");
wait_until(sub { listens_on("127.0.0.1:$port") });
my $live = KiDepot::Database->new;
my @live = ('--conninfo', $live->conninfo('writer'));
like good('live', 'import', 'partdb', @live, "http://127.0.0.1:$port", '--token-file', write_text("$dir/token", 'good')), qr/^part: 3 made, 0 changed, 0 unchanged$/m, 'from a server';
is scalar $live->psql('select string_agg(name, $$ $$ order by name) from kidepot.parameter_template where plain'), 'Footprint Resistance Tolerance', 'with what a listing does not have';

sub bad { refused($wrong, $_[0], 'import', 'partdb', @live, @_[1 .. $#_]) }
bad(qr/^"http:.*" refuses the token \(status 401\)/, "http://127.0.0.1:$port");
end_process($web);
bad(qr/^cannot fetch "http:/, "http://127.0.0.1:$port");
my $half = write_text("$dir/half.json", substr read_text("$saved/part.json"), 0, 400);
bad(qr/^\Q$half\E: line \d+, column \d+: a string without an end$/, $half);
bad(qr/half\.json: part has no id$/, write_text("$dir/half.json", '[{"name": "at the level simple"}]'));
my @csv = map { write_text("$dir/bad$_->[0].csv", $_->[1]) } [1, "name;description\nR1;x\n"], [2, ''], [3, "id;name\n1;\"R1\n"], [4, "id;" . 'a.' x 70 . "b\n"], [5, "id;name\n;R1\n"], [6, "id;name\n1;gr\xf6\xdfer\n"];
bad(qq{$csv[0]:1: no column is called "id"; export at the level "Full"}, $csv[0]);
bad("$csv[1]:1: there is no header", $csv[1]);
bad("$csv[2]:2: a quoted cell begins here and never ends", $csv[2]);
bad("$csv[3]:1: column 2 is nested too deep", $csv[3]);
bad(qr/^\Q$csv[4]\E: part has no id$/, $csv[4]);
bad(qr/^\Q$csv[5]\E:2: it is not UTF-8, perhaps Latin-1/, $csv[5]);
like kidepot('import', 'partdb', @live, write_text("$dir/half.json", '[{"id": 9, "name": "bare"}]'), '--dry-run')->{out},
    qr/^skipped: 1, a list of parts without their details: ask for each part by its id, or export "full" \(/m, 'a listing alone is told';

done_testing;
