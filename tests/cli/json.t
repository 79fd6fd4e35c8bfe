# --json of every subcommand: each that changes something writes one document, the one
# that is read of the thing elsewhere.

use v5.28;
use warnings;
use Test::More;
use JSON::PP qw(decode_json encode_json);
use KiDepot::Cli qw(kidepot good refused);
use KiDepot::Database;
use KiDepot::Pcm qw(package_zip);
use KiDepot::Sandbox qw(read_text readable root run scratch_dir write_text);

my $usage = 4;
my @without_json = ('migrate', 'httplib', 'dblib', 'help', 'pcm refresh', 'export csv', 'export all', 'export json', 'netlist export', 'netlist bom');
my @that_look = ('category list', 'category show', 'part names', 'part show', 'part history', 'part list', 'part search',
    'template list', 'supplier list', 'map list', 'stock show', 'stock list', 'stock movements', 'location list',
    'settings', 'token list', 'role list', 'history', 'status', 'doctor', 'netlist check', 'netlist diff', 'netlist list', 'netlist projects', 'netlist decisions',
    'netlist where-used', 'pcm build', 'pcm index', 'pcm list', 'pcm show', 'pcm validate');

my $db = KiDepot::Database->new;
my ($role, @as_super) = ('json ' . ($db->conninfo =~ /dbname=(\S+)/)[0], '--conninfo', $db->conninfo('super'));
local $ENV{KIDEPOT_CONNINFO} = $db->conninfo('owner');
local $ENV{KIDEPOT_PCM_DIRECTORY} = scratch_dir();
my $zip = package_zip(scratch_dir() . '/parts.zip', {});
my $csv = write_text(scratch_dir() . '/suppliers.csv', "name\nFarnell\n");
my $folder = scratch_dir();
write_text("$folder/supplier.csv", "name\nReichelt\n");
my $tables = write_text(scratch_dir() . '/tables.json', '{"supplier":[{"name":"Conrad"}]}');
my $sheet = write_text(scratch_dir() . '/sheet.csv', "name,MPN\nof a sheet,M1\n");
my $library = write_text(scratch_dir() . '/Own.kicad_sym', <<'END');
(kicad_symbol_lib (version 20231120) (generator "x") (symbol "S1" (property "Reference" "R" (at 0 0 0))
    (property "Value" "S1" (at 0 0 0)) (property "Footprint" "L:F" (at 0 0 0)) (symbol "S1_1_1")))
END
my $database = scratch_dir();
run(command => ['sqlite3', "$database/parts.sqlite", "create table p (id text, s text, f text); insert into p values ('of a database', 'L:S', 'L:F')"], user => 'server');
my $dblib = write_text("$database/parts.kicad_dbl", encode_json({ meta => { version => 0 }, name => 'Parts',
    source => { type => 'odbc', connection_string => 'Driver=SQLite3;Database=${CWD}/parts.sqlite' },
    libraries => [{ name => 'P', table => 'p', key => 'id', symbols => 's', footprints => 'f', fields => [] }] }));
my $decisions = write_text(scratch_dir() . '/decisions', "R1 = none\n");
my $annotated = write_text(scratch_dir() . '/edge.xml', read_text(root() . '/tests/netlists/kicad10.xml') =~ s/ref="R\?"/ref="R8"/r);

sub json { decode_json(good("@_ --json", @_, '--json')) }

# The one of a list that has this.
sub listed {
    my ($key, $value, @words) = @_;
    my ($one) = grep { $_->{$key} eq $value } @{ json(@words) };
    return $one;
}

sub version { json('pcm', 'show', 'org.example.parts')->{version_list}[0] }

# What is called, and some members of its document, or what reads the same document; a
# function is given the document.
my $made;
my @changes = (
    [['category', 'add'], ['Passives/Resistors', '--parents', '--symbol', 'Device:R'],
        sub { listed('path', 'Passives/Resistors', 'category', 'list') }],
    [['category', 'set'], ['Passives', '--reference', 'R'], sub { listed('path', 'Passives', 'category', 'list') }],
    [['category', 'set'], ['Passives', '--reference', 'R'], sub { listed('path', 'Passives', 'category', 'list') }],
    [['template', 'add'], ['Resistance', '--unit', 'Ohm'], sub { listed('name', 'Resistance', 'template', 'list') }],
    [['template', 'set'], ['Resistance', '--si-prefix', 'yes'], sub { listed('name', 'Resistance', 'template', 'list') }],
    [['category', 'field'], ['Passives', 'Resistance', '--visible', 'yes'], sub { json('category', 'show', 'Passives')->{fields}[0] }],
    [['category', 'field'], ['Passives', 'Resistance', '--visible', 'inherit'],
        { parameter => 'Resistance', name => undef, visible => undef, served => undef }],
    [['supplier', 'add'], ['Mouser'], sub { listed('name', 'Mouser', 'supplier', 'list') }],
    [['supplier', 'set'], ['Mouser', '--field-name', 'Order'], sub { listed('name', 'Mouser', 'supplier', 'list') }],
    [['location', 'add'], ['Shelf', '--description', 'left'], sub { listed('name', 'Shelf', 'location', 'list') }],
    [['location', 'set'], ['Shelf', '--name', 'Drawer'], sub { listed('name', 'Drawer', 'location', 'list') }],
    [['map', 'add'], ['0805', 'R:R_0805'], sub { listed('value', '0805', 'map', 'list') }],
    [['map', 'add'], ['0805', 'R:R_0805'], sub { listed('value', '0805', 'map', 'list') }],
    [['part', 'add'], ['R1', '--ipn', 'R-1', '--category', 'Passives/Resistors'], sub { json('part', 'show', 'R1') }],
    [['part', 'set'], ['R1', '--value', '10k'], sub { json('part', 'show', 'R1') }],
    [['part', 'parameter'], ['R1', 'Resistance', '--value', '10000'], sub { json('part', 'show', 'R1') }],
    [['part', 'rename'], ['R1', 'R one'], sub { json('part', 'show', 'R one') }],
    [['stock', 'in'], ['R one', '5'], { part => 'R one', location => 'Drawer', quantity => '5', stock => '5' }],
    [['stock', 'out'], ['R one', '2'], { quantity => '-2', stock => '3' }],
    [['stock', 'count'], ['R one', '3'], { id => undef, quantity => '0', stock => '3' }],
    [['location', 'add'], ['Cupboard'], sub { listed('name', 'Cupboard', 'location', 'list') }],
    [['stock', 'move'], ['R one', '1', '--from', 'Drawer', '--to', 'Cupboard'], { location => 'Cupboard', quantity => '1', stock => '1' }],
    [['stock', 'move'], ['R one', '1', '--from', 'Cupboard', '--to', 'Drawer'], { location => 'Drawer', quantity => '1', stock => '3' }],
    [['settings', 'set'], ['category_depth', '2'], sub { json('settings') }],
    [['settings', 'set'], ['category_depth', '2'], sub { json('settings') }],
    [['token', 'add'], ['Anna'], sub {
        my $secret = delete $made->{secret};
        like $secret, qr/\Akd_$made->{prefix}_[0-9a-f]{64}\z/, 'with the secret';
        listed('name', 'Anna', 'token', 'list');
    }],
    [['token', 'revoke'], ['Anna'], sub { listed('name', 'Anna', 'token', 'list') }],
    [['role', 'add'], [$role, @as_super], sub {
        like delete $made->{password}, qr/\A[0-9a-f]{40}\z/, 'with the password';
        listed('name', $role, 'role', 'list');
    }],
    [['import', 'csv'], ['supplier', $csv], { table => 'supplier', made => 1 }],
    (map { [['import', $_->[0]], [$_->[1]], sub { is $made->{tables}[0]{made}, 1, 'one is made'; $made }] }
        ['all', $folder], ['json', $tables]),
    (map { my $name = $_->[2]; [['import', $_->[0]], [$_->[1]], sub { ok listed('name', $name, 'part', 'list'), "$name is made"; $made }] }
        ['csv', $sheet, 'of a sheet'], ['kicad-sym', $library, 'S1'], ['dblib', $dblib, 'of a database']),
    [['settings', 'set'], ['pcm_url', 'https://parts.example.org/pcm'], sub { json('settings') }],
    [['pcm', 'publish'], [$zip], { identifier => 'org.example.parts', version => '1.0.0', outcome => 'published' }],
    [['pcm', 'set'], ['org.example.parts', '1.0.0', '--status', 'testing'], \&version],
    [['pcm', 'withdraw'], ['org.example.parts', '1.0.0'], \&version],
    [['netlist', 'import'], [$annotated, '--project', 'edge', '--revision', '1', '--decisions', $decisions], { project => 'edge', stored => JSON::PP::true }],
);

my %called;
for my $change (@changes) {
    my ($path, $words, $wanted) = @$change;
    $called{"@$path"} = 1;
    $made = json(@$path, @$words);
    $wanted = ref $wanted eq 'CODE' ? $wanted->() : { %$made, %$wanted };
    is_deeply $made, $wanted, "@$path @$words: as it is read elsewhere";
}

# What is removed is told by its id in the list; then it is not there any more.
my @removals = (
    [['role', 'remove'], [$role, @as_super], sub { listed('name', $role, 'role', 'list') }],
    [['part', 'forget'], ['R one', 'R1'], sub { listed('name', 'R1', 'part', 'names', 'R one') }],
    [['netlist', 'forget'], ['edge', 1], sub { listed('id', 1, 'netlist', 'decisions', 'edge') }],
    [['netlist', 'rm'], ['edge', '1'], sub { listed('revision', '1', 'netlist', 'list') }],
    [['netlist', 'rm'], ['edge'], sub { listed('name', 'edge', 'netlist', 'projects') }],
    [['part', 'rm'], ['R one'], sub { listed('name', 'R one', 'part', 'list') }],
    [['part', 'rm'], ['R two'], sub { listed('name', 'R two', 'part', 'list') }],
    [['map', 'rm'], ['0805'], sub { listed('value', '0805', 'map', 'list') }],
    [['supplier', 'rm'], ['Mouser'], sub { listed('name', 'Mouser', 'supplier', 'list') }],
    [['location', 'rm'], ['Attic'], sub { listed('name', 'Attic', 'location', 'list') }],
    [['template', 'rm'], ['Resistance'], sub { listed('name', 'Resistance', 'template', 'list') }],
    [['category', 'rm'], ['Passives/Resistors'], sub { listed('path', 'Passives/Resistors', 'category', 'list') }],
);
good('a part without stock', 'part', 'add', 'R two');
good('no stock is left', 'stock', 'out', 'R one', '3', '--location', 'Drawer');
good('a location without stock', 'location', 'add', 'Attic');
for my $removal (@removals) {
    my ($path, $words, $of) = @$removal;
    $called{"@$path"} = 1;
    my $thing = $of->();
    is_deeply json(@$path, @$words), { removed => $thing->{id} }, "@$path @$words: the id that it had";
    is $of->(), undef, 'and it is gone' if "@$path" ne 'part forget';
}

# Whole other systems, which need room.
for my $system (qw(inventree partdb)) {
    $called{"import $system"} = 1;
    ok json('import', $system, readable(root() . "/tests/import/$system"))->{stored}, "import $system";
}

# A new subcommand is in one of the tables, and those that are called or look take --json.
sub leaves {
    my (@path) = @_;
    my $help = good("@path --help", @path, '--help');
    my ($group) = $help =~ /^subcommands:\n(.*?)\n\n/ms;
    my @below = map { leaves(@path, $_) } ($group // '') =~ /^  ([\w-]+)/mg;
    return ($help =~ /^usage: \S+.* SUBCOMMAND/m ? () : { path => "@path", json => scalar($help =~ /^  --json /m) }, @below);
}
my %is_without = map { $_ => 1 } @without_json;
my %is_told = map { $_ => 1 } keys %called, @that_look, @without_json;
for my $leaf (leaves()) {
    ok $is_told{ $leaf->{path} }, "\"$leaf->{path}\" is in a table of this test";
    is !!$leaf->{json}, !$is_without{ $leaf->{path} }, "\"$leaf->{path}\" takes --json as it should";
}

# Nothing but the document, or nothing at all.
refused(2, qr/^no category "None" is there/, 'category', 'rm', 'None', '--json');
refused($usage, 'option "--json=3" takes no value; see "kidepot category rm --help"', 'category', 'rm', 'None', '--json=3');
refused($usage, 'unknown option "--json"; see "kidepot migrate --help"', 'migrate', '--json');
is kidepot('token', 'add', 'Bob', '--json', \'/dev/full')->{status}, 3, 'a secret that nobody could read';
is listed('name', 'Bob', 'token', 'list')->{state}, 'revoked', 'is revoked again';

done_testing;
