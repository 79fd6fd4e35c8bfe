# kidepot netlist: what "check" says of netlists, good, odd and broken.

use v5.28;
use warnings;
use Test::More;
use JSON::PP qw(decode_json);
use KiDepot::Cli qw(kidepot good refused);
use KiDepot::Sandbox qw(root read_text scratch_dir write_text);

my ($wrong, $output, $usage) = (2, 3, 4);
my $dir = scratch_dir();
my $shipped = root() . '/tests/netlists';
sub file { return write_text("$dir/$_[0]", $_[1] // read_text("$shipped/$_[0]")) }

my $kicad10 = file('kicad10.xml', read_text("$shipped/kicad10.xml") =~ s/ref="R\?"/ref="R8"/r);
is good('check', 'netlist', 'check', $kicad10), <<'TEXT', 'what is in it';
KiCad               10
tool                Eeschema 10.0.6+dfsg-1
export version      E
source              /boards/edge/edge.kicad_sch
date                2026-11-20T12:06:54
bytes               18404
elements            400
unknown elements    0
unknown attributes  0
text variables      2
sheets              3
components          12
libparts            2
libraries           0
nets                23
nodes               28
TEXT
my %wanted = (
    version => 'E', kicad => 10, tool => 'Eeschema 10.0.6+dfsg-1', source => '/boards/edge/edge.kicad_sch',
    date => '2026-11-20T12:06:54', bytes => 18404, elements => 400, unknown_elements => 0, unknown_attributes => 0,
    textvars => 2, sheets => 3, components => 12, libparts => 2, libraries => 0, nets => 23, nodes => 28,
    unknown => undef, duplicates => [], without_component => [], not_annotated => [], warnings => [],
);
is_deeply decode_json(good('as JSON', 'netlist', 'check', '--json', $kicad10)), \%wanted, 'the same in JSON';
is_deeply decode_json(good('from a pipe', 'netlist', 'check', '--json', '-', { input => read_text($kicad10) })), \%wanted,
    'the standard input';

# Odd, but readable: told, and the exit status says so.
my $odd = file('odd.xml', <<'XML');
<?xml version="1.0" encoding="UTF-8"?>
<export version="G">
  <components>
    <comp ref="R1"/>
    <comp ref="R2"/>
    <comp ref="R2"/><comp ref="R2"/>
    <new when="later"/>
  </components>
  <nets>
    <net code="1" name="A">
      <node ref="U9" pin="1"/>
      <node ref="R1" pin="1"/>
      <node ref="U9" pin="2"/>
      <node ref="C7" pin="2"/>
    </net>
  </nets>
</export>
XML
my $said = "\"$odd\": 1 reference names more than one component, 2 references in nets name no component; annotate the schematic in KiCad and export again";
my $result = kidepot('netlist', 'check', $odd);
is $result->{status}, $wrong, 'odd: status';
is $result->{err}, "kidepot: $said\n", 'odd: message';
like $result->{out}, qr/^KiCad               not said\ntool *\nexport version      G\n/, 'odd: nothing is said of its origin';
my $warning = "$odd:2:1: the export has version \"G\"; known are \"D\" and \"E\", some of it may be passed over";
like $result->{out}, qr/^\Q$_\E$/m, "odd: $_" for split /\n/, <<TEXT;
passed over: "new" was the first that is not known
duplicate: "R2" are 3 components, the second at line 6
without component: "U9" has 2 nodes, the first at line 11
without component: "C7" has 1 node, the first at line 14
warning: $warning
TEXT
my $json = decode_json(kidepot('netlist', 'check', '--json', $odd)->{out});
is_deeply [@$json{qw(duplicates without_component warnings unknown kicad tool unknown_elements)}], [
    [{ ref => 'R2', components => 3, line => 6, column => 21 }],
    [{ ref => 'U9', nodes => 2, line => 11, column => 7 }, { ref => 'C7', nodes => 1, line => 14, column => 7 }],
    [$warning], 'new', 0, undef, 1,
], 'odd: in JSON';

# As kicad-cli writes what is not annotated: one component for all of a letter on a sheet.
my $open = file('open.xml', read_text("$shipped/kicad10.xml"));
$result = kidepot('netlist', 'check', $open);
is $result->{status}, $wrong, 'not annotated: status';
is $result->{err}, "kidepot: \"$open\": 1 component is not annotated; "
    . "annotate the schematic in KiCad and export again\n", 'not annotated: message';
like $result->{out}, qr/^not annotated: "R\?" is 2 symbols, the first at line 272\n\z/m, 'not annotated: how many symbols it is';
is_deeply decode_json(kidepot('netlist', 'check', '--json', $open)->{out})->{not_annotated},
    [{ ref => 'R?', symbols => 2, line => 272, column => 5 }], 'not annotated: in JSON';
my $sheets = file('sheets.xml', '<export version="E"><components>' . join('', map { "<comp ref=\"$_\"><tstamps>$_</tstamps></comp>\n" } qw(C? R? R? U1))
    . '</components></export>');
$result = kidepot('netlist', 'check', $sheets);
is $result->{err}, "kidepot: \"$sheets\": 2 components are not annotated; annotate the schematic in KiCad and export again\n", 'not annotated: two';
like $result->{out}, qr/^not annotated: "C\?" is 1 symbol, the first at line 1\nnot annotated: "R\?" is 2 symbols, the first at line 2\n\z/m,
    'not annotated: on two sheets, and no duplicate';

# Nets may stand before the components they name.
my $turned = file('turned.xml', '<export version="E"><nets><net name="A"><node ref="R1" pin="1"/></net></nets>'
    . '<components><comp ref="R1"/></components></export>');
good('nets before components', 'netlist', 'check', $turned);

# Many references: the table grows.
my $many = file('many.xml', '<export version="E"><components>' . join('', map { "<comp ref=\"R$_\"/>" } 1 .. 5000)
    . '</components><nets><net name="A">' . join('', map { "<node ref=\"R$_\" pin=\"1\"/>" } 1 .. 5000) . '</net></nets></export>');
is_deeply [@{ decode_json(good('many', 'netlist', 'check', '--json', $many)) }{qw(components nodes duplicates)}], [5000, 5000, []],
    'many references';

# Broken: the place, and nothing on stdout.
my $broken = file('kicad10-ctlchar-MALFORMED.xml');
refused($wrong, "$broken:80:28: the control character U+0001 \"start of heading\" stands in field \"ctl\" of component \"R1\"; "
    . 'XML cannot hold it: type that text anew in the schematic, and export again', 'netlist', 'check', $broken);
refused($wrong, 'standard input:1:1: the file is empty', 'netlist', 'check', '-');
refused($wrong, qr{\A\S+:101:1: the file ends before "</export>", in component "R\d+"; it was cut off, export again\z},
    'netlist', 'check', file('cut.xml', join '', (split /^/, read_text($kicad10))[0 .. 99]));
refused($wrong, "cannot open \"$dir/none.xml\": No such file or directory", 'netlist', 'check', "$dir/none.xml");
refused($wrong, "cannot read \"$dir\": Is a directory", 'netlist', 'check', $dir);
my $deep = file('deep.xml', '<export>' . '<a>' x 1_000_000);
refused($wrong, "$deep:1:102: more than 32 elements in one another in export", 'netlist', 'check', $deep);

refused($usage, 'FILE|- is missing; see "kidepot netlist check --help"', 'netlist', 'check');
refused($usage, 'a subcommand is missing; see "kidepot netlist --help"', 'netlist');
is kidepot('netlist', 'check', $kicad10, \'/dev/full')->{status}, $output, 'stdout is full';

done_testing;
