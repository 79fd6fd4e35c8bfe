# kidepot netlist export: options, where the output goes, and what is left behind
# when it cannot be written. What is written stands in tests/netlists/export.t.

use v5.28;
use warnings;
use Test::More;
use KiDepot::Cli qw(kidepot good noted refused);
use KiDepot::Sandbox qw(root program own_to_server read_text run scratch_dir write_text);

my ($wrong, $output, $usage) = (2, 3, 4);
my $dir = scratch_dir();
my $shipped = root() . '/tests/netlists';
my $netlist = write_text("$dir/board.xml", read_text("$shipped/kicad10.xml"));
my $wanted = read_text("$shipped/export/kicad10.pads.xsl.golden");
my @pads = ('netlist', 'export', '--format', 'pads');
my $note = qq{kidepot: note: 1 component is not annotated, such as "R?", and KiCad makes one of several; annotate the schematic in KiCad and export again\n};
mkdir "$dir/out" or die "cannot make $dir/out: $!\n";
own_to_server("$dir/out");
sub files { my ($at) = @_; opendir my $in, $at or die "cannot read $at: $!\n"; return [sort grep { !/^\.\.?$/ } readdir $in] }

# Where it goes.
is noted('to stdout', @pads, $netlist), $wanted, 'stdout, when nothing is said';
is noted('to -', @pads, $netlist, '-o', '-'), $wanted, 'stdout, when it is named';
is noted('from a pipe', @pads, '-', { input => read_text($netlist) }), $wanted, 'from the standard input';
is noted('to a file', @pads, $netlist, '-o', "$dir/out/board.net"), '', 'to a file: stdout is silent';
is read_text("$dir/out/board.net"), $wanted, 'to a file: all is in it';
is sprintf('%o', (stat "$dir/out/board.net")[2] & 07777), '644', 'to a file: its mode';
write_text("$dir/out/other.net", 'of yesterday');
own_to_server("$dir/out");
noted('over a file', @pads, '--dialect', 'kicad', $netlist, '--output', "$dir/out/other.net");
is read_text("$dir/out/other.net"), read_text("$shipped/export/kicad10.pads.kicad.golden"), 'over a file: it is replaced';

# As the line in KiCad's window: a shell runs it with full paths, and names may have blanks.
mkdir "$dir/out/my board" or die "cannot make a folder: $!\n";
write_text("$dir/out/my board/my board.xml", read_text($netlist));
own_to_server("$dir/out/my board");
my $line = '"' . program('kidepot') . '" netlist export --format pads "%I" -o "%O.net"';
my %said = (I => "$dir/out/my board/my board.xml", O => "$dir/out/my board/my board");
my $result = run(command => ['sh', '-c', $line =~ s/%([IO])/$said{$1}/gr], user => 'server');
is "$result->{status} $result->{err}", "0 $note", 'as a generator of KiCad, which shows what is noted';
is_deeply files("$dir/out/my board"), ['my board.net', 'my board.xml'], 'as a generator: one file more';

# Text variables: what a netlist still has of them, when it is asked for.
my $variables = write_text("$dir/variables.xml", <<'XML');
<export version="E"><design><source>/b/amp.kicad_sch</source><textvar name="SERIES">E24</textvar></design><components>
<comp ref="R1"><value>${R2:VALUE} ${SERIES}</value><footprint>L:${MPN}</footprint><fields><field name="MPN">F1</field></fields></comp>
<comp ref="R2"><value>${PROJECTNAME} ${NONE}</value><footprint>L:F</footprint></comp></components>
<nets><net code="1" name="A"><node ref="R1" pin="1"/><node ref="R2" pin="1"/></net></nets></export>
XML
my @cadstar = ('netlist', 'export', '--format', 'cadstar', '--dialect', 'kicad', $variables);
like good('variables', @cadstar), qr/R1\s+"\$\{R2:VALUE\}_\$\{SERIES\}"\s+"L:\$\{MPN\}"/, 'variables: they are what the netlist says';
my $expanded = good('variables: --expand', @cadstar, '--expand');
like $expanded, qr/R1\s+"amp_\$\{NONE\}_E24"\s+"L:F1"/, 'variables: replaced, also those of other components';
like $expanded, qr/R2\s+"amp_\$\{NONE\}"\s+"L:F"/, 'variables: unknown ones stay';
like good('variables: xsl', 'netlist', 'export', '--format', 'pads', '--expand', $variables), qr/^ R1 L:F1$/m, 'variables: in the other dialect, too';

# Nothing half written: what was there stays, and nothing else is left.
my $before = files("$dir/out");
sub nothing_changes {
    my ($what) = @_;
    is read_text("$dir/out/board.net"), $wanted, "$what: the file of before is there";
    is_deeply files("$dir/out"), $before, "$what: no other file is left";
}
my $broken = write_text("$dir/broken.xml", read_text($netlist) =~ s{</nets>.*}{}sr);
refused($wrong, qr/\Abroken\.xml:\d+:\d+: the file ends before "<\/export>"/, @pads, 'broken.xml', '-o', "$dir/out/board.net", { dir => $dir });
nothing_changes('broken netlist');
refused($wrong, "cannot open \"$dir/none.xml\": No such file or directory", @pads, "$dir/none.xml", '-o', "$dir/out/board.net");
nothing_changes('no netlist');
# A file that may not grow beyond 512 bytes is a disk that is full.
my $large = write_text("$dir/large.xml", '<export><components>' . join('', map { "<comp ref=\"R$_\"/>" } 1 .. 20_000) . '</components></export>');
$result = run(command => ['sh', '-c', 'ulimit -f 1; trap "" XFSZ; exec "$@"', 'sh', program('kidepot'), @pads, $large, '-o', "$dir/out/board.net"],
    user => 'server');
is "$result->{status} $result->{err}", "$output kidepot: cannot write \"$dir/out/board.net\": File too large\n", 'the disk is full';
nothing_changes('full disk');
refused($output, 'cannot write to the standard output: No space left on device', @pads, $netlist, \'/dev/full');
refused($output, 'cannot write "/dev/full": it is no regular file', @pads, $netlist, '-o', '/dev/full');
refused($output, "cannot write \"$dir/none/board.net\": No such file or directory", @pads, $netlist, '-o', "$dir/none/board.net");

# Usage.
refused($usage, 'a file or --project is missing; see "kidepot netlist export --help"', @pads);
refused($usage, '--format is missing; see "kidepot netlist export --help"', 'netlist', 'export', $netlist);
refused($wrong, '--format is "spice", not one of: pads cadstar orcadpcb2', 'netlist', 'export', '--format', 'spice', $netlist);
refused($wrong, '--dialect is "html", not one of: xsl kicad', @pads, '--dialect', 'html', $netlist);
for my $format (qw(pads cadstar orcadpcb2)) {
    isnt noted("$format, $_", 'netlist', 'export', '--format', $format, '--dialect', $_, $netlist), '', "$format, $_: is written" for qw(xsl kicad);
}

done_testing;
