# A netlist that was imported is, in memory, what its file is.

use v5.28;
use warnings;
use Test::More;
use File::Basename qw(basename);
use KiDepot::Cli qw(good noted kidepot refused);
use KiDepot::Database;
use KiDepot::Sandbox qw(build program read_text readable root run scratch_dir write_text);

my $dir = scratch_dir();
my $shipped = readable(root() . '/tests/netlists');
my $db = KiDepot::Database->new;
my @by = ('--conninfo', $db->conninfo('writer'));
my $model = program(build() . '/tests/netlists/model');

sub model_of {
    my $result = run(command => [$model, @_]);
    is "$result->{status} $result->{err}", '0 ', "model @_";
    return $result->{out};
}

sub first_difference {
    my ($got, $wanted) = map { [split /\n/, $_] } @_;
    my ($at) = grep { ($got->[$_] // '') ne ($wanted->[$_] // '') } 0 .. ($#$got > $#$wanted ? $#$got : $#$wanted);
    return "line @{[$at + 1]}: \"" . ($got->[$at] // '') . '" is not "' . ($wanted->[$at] // '') . '"';
}

sub same_model {
    my ($file) = @_;
    my $name = basename($file);
    is kidepot(@by, 'netlist', 'import', '--project', $name, '--revision', '1', $file)->{status}, 0, "$name: imported";
    my ($id) = $db->psql("select r.id from kidepot.revision r join kidepot.project n on n.id = r.project_id where n.name = '$name'");
    my ($stored, $read) = (model_of($db->conninfo('writer'), $id), model_of($file));
    ok $stored eq $read, "$name: the same" or diag first_difference($stored, $read);
    return $read;
}

# What a file may leave out, or have twice, or hold that COPY or an array would take for something else.
my $odd = same_model(write_text("$dir/odd.xml", <<'XML'));
<export version="D"><design><source>C:\boards\odd.sch</source><tool>Eeschema 5.1.9</tool><textvar name="A"/>
<textvar name="B">\N	{"x,y"}</textvar><sheet/><sheet number="1" name="/" tstamps="/"><title_block><title/><rev>B\1</rev>
<comment/><comment number="2" value="c"/></title_block></sheet></design>
<components><comp ref="R1"><value>10k	"x"\N</value><footprint/><fields><field name="a,{}&quot;">1
\.
2</field><field name="Empty"/><field name="NULL">NULL</field></fields><libsource lib="L" part="a{slash}b"/>
<property name="dnp"/><property name="x" value="NULL"/><property name="y" value=""/><tstamps>u1 u2</tstamps></comp>
<comp ref="R2"><sheetpath names="/s/" tstamps="/5728F439/"/><tstamp>5EBE91AC</tstamp></comp><comp ref="R2"/></components>
<libparts><libpart lib="" part="P"><aliases><alias>Q</alias><alias/></aliases><pins><pin num=""/><pin num="2"/></pins></libpart><libpart part="P"/></libparts>
<nets><net/><net code="7" name="A"><node ref="R1" pin="1"/><node ref="" pin=""/><node ref="R1" pin="1"/></net><net name=""/></nets></export>
XML
like $odd, qr/^  property dnp\n  property x=NULL\n  property y=\n/m, 'a flag is no empty property';
like $odd, qr/^component R2\n  flags: 0000\n  sheet_tstamps: \/5728F439\/\n  tstamp: 5EBE91AC\n/m, 'the id of an old version is kept as it is';

same_model($_) for grep { !/MALFORMED/ } glob "$shipped/*.xml";

# --- exported from there: the bytes that the file gives

for my $name (grep { !/MALFORMED/ } map { basename($_) } glob "$shipped/*.xml") {
    for my $as (map { my $format = $_; map { [$format, $_] } qw(xsl kicad) } qw(pads cadstar orcadpcb2)) {
        my @export = ('netlist', 'export', '--format', $as->[0], '--dialect', $as->[1]);
        my $stored = noted("$name: @$as", @by, @export, '--project', $name);
        ok length $stored && $stored eq noted("$name: @$as, file", @export, "$shipped/$name"), "$name: @$as: the same bytes";
    }
}

# --- which one

my @pads = (@by, 'netlist', 'export', '--format', 'pads');
my $wanted = qr/\*PADS-PCB\*/;
good('another revision', @by, 'netlist', 'import', '--project', 'odd.xml', '--revision', 'newer', "$shipped/kicad5.xml");
is noted('without a revision: the last', @pads, '--project', 'odd.xml'), noted('the file', @pads, "$shipped/kicad5.xml"), 'the last import';
like noted('a revision that is named', @pads, '--project', 'odd.xml', '--revision', '1'), qr/^ R2 unknown/m, 'the one that was named';
refused(2, 'project "odd.xml" has no revision "2"; it has "newer", "1"', @pads, '--project', 'odd.xml', '--revision', '2');
refused(2, qr/\Athere is no project "Odd"; there are "kicad10-bom\.xml", "kicad10-variants-jumpers\.xml", /, @pads, '--project', 'Odd');
refused(4, '--revision without --project; see "kidepot netlist export --help"', @pads, '--revision', '1', '-');
refused(4, 'both a file and --project are given; see "kidepot netlist export --help"', @pads, '--project', 'odd.xml', '-');
refused(4, 'a file or --project is missing; see "kidepot netlist export --help"', @pads);
$db->psql("update kidepot.revision set imported_at = now() where project_id = (select id from kidepot.project where name = 'odd.xml')");
refused(2, 'several revisions were imported last; say which: "1", "newer"', @pads, '--project', 'odd.xml');
$db->psql("insert into kidepot.project (name) values ('empty')");
refused(2, 'project "empty" has no revision', @pads, '--project', 'empty');
refused(2, 'there is no project yet; "kidepot netlist import" makes one', '--conninfo', KiDepot::Database->new->conninfo('writer'),
    'netlist', 'export', '--format', 'pads', '--project', 'x');

done_testing;
