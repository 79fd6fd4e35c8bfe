# kidepot netlist import: what is in the database afterwards.

use v5.28;
use warnings;
use Test::More;
use JSON::PP qw(decode_json);
use KiDepot::Cli qw(kidepot good refused);
use KiDepot::Database;
use KiDepot::Sandbox qw(build program root read_text run scratch_dir write_text);

my ($ours, $wrong, $output, $usage) = (1, 2, 3, 4);
my $dir = scratch_dir();
my $model = program(build() . '/tests/netlists/model');
my $shipped = root() . '/tests/netlists';
my $db = KiDepot::Database->new;
my @by = ('--conninfo', $db->conninfo('writer'));

sub file { return write_text("$dir/$_[0]", $_[1] // read_text("$shipped/$_[0]")) }
my $open = 'kidepot: note: 1 component is not annotated, such as "R?", and KiCad makes one of several; annotate the schematic in KiCad and export again' . "\n";
my $of_fewer = 'kidepot: note: 1 reference names more than one component, such as "R3"; annotate the schematic in KiCad and export again' . "\n"
    . 'kidepot: note: 1 reference in nets names no component, such as "R9"; export the netlist again, and see "kidepot netlist check" for where' . "\n";
# Without the table of components.
sub imported {
    my ($what, @words) = @_;
    my $result = kidepot(@by, 'netlist', 'import', @words);
    is "$result->{status} $result->{err}", '0 ' . ($result->{out} =~ /12 components|"components": ?12/ ? $open : $words[-1] =~ /fewer/ ? $of_fewer : ''), "$what: good";
    return $result->{out} =~ /^\{/ ? $result->{out} : join '', (split /^/, $result->{out})[0, 1];
}
my $none = "components: 0 matched, 0 ambiguous, 12 unmatched, 0 no part\n";
my $few = $none =~ s/12/4/r;
sub rows { return join "\n", $db->psql($_[0]) }
sub all_there {
    return rows(join ' union all ', map { "select '$_ ' || count(*) || ' ' || md5(coalesce(string_agg(x::text, '' order by x::text), '')) from kidepot.$_ x" }
        qw(project revision textvar sheet component libpart library net node));
}

# KiCad expands text variables of title blocks once only, and leaves ${MYVAR}! here.
my $rev = "val <&> \xc3\xa9!";
my $kicad10 = file('kicad10.xml');
is imported('dry run', '--dry-run', $kicad10), "edge $rev: made; 12 components, 23 nets, 28 nodes; nothing was stored\n$none", 'dry run: told';
is rows('select count(*) from kidepot.project'), 0, 'dry run: nothing is there';
is imported('first', $kicad10), "edge $rev: made; 12 components, 23 nets, 28 nodes\n$none", 'first: told';
my $first = all_there();
is imported('again', $kicad10), "edge $rev: unchanged; 12 components, 23 nets, 28 nodes\n$none", 'again: told';
is all_there(), $first, 'again: nothing is changed';
my $dated = file('dated.xml', read_text($kicad10) =~ s{<date>2026[^<]*}{<date>2027-01-01T00:00:00}r);
is imported('another date', $dated), "edge $rev: unchanged; 12 components, 23 nets, 28 nodes\n$none", 'another export of the same';
is all_there(), $first, 'another date: nothing is changed';
my $json = decode_json(imported('from a pipe', '--json', '--revision', '2', '--project', 'p', '-', { input => read_text($kicad10) }));
delete @$json{qw(groups writes)};
is_deeply $json, { project => 'p', revision => '2', outcome => 'made', stored => JSON::PP::true, textvars => 2, sheets => 3, components => 12,
        libparts => 2, libraries => 0, nets => 23, nodes => 28,
        matched => 0, ambiguous => 0, unmatched => 12, no_part => 0, not_annotated => 1, duplicates => 0, without_component => 0 }, 'a pipe, a project, a revision, JSON';
is rows("select string_agg(n.name || ' ' || r.name, ', ' order by 1) from kidepot.revision r join kidepot.project n on n.id = r.project_id"), "edge $rev, p 2",
    'two revisions';

# What became of the records.
my $edge = "select r.id from kidepot.revision r join kidepot.project n on n.id = r.project_id where n.name = 'edge' and r.name = '$rev'";
is rows("select kicad || ' ' || export_version || ' ' || tool || ' ' || source || ' ' || date from kidepot.revision where id = ($edge)"),
    '10 E Eeschema 10.0.6+dfsg-1 /boards/edge/edge.kicad_sch 2026-11-20T12:06:54', 'the design';
my %names = (sheet => 3, textvar => 2, component => 12, libpart => 2, net => 23, node => 28);
is rows("select count(*) from kidepot.$_ where revision_id = ($edge)"), $names{$_}, "$_: $names{$_}" for sort keys %names;

# All that are not annotated count; some are named.
my $letters = file('letters.xml', '<export version="E"><components>' . join('', map { "<comp ref=\"$_\"><tstamps>$_</tstamps></comp>" } qw(R? C? R? L? U1 D? Q? J?)) . '</components></export>');
is kidepot(@by, 'netlist', 'import', '--dry-run', '--project', 'p', $letters)->{err},
    $open =~ s/1 component is/7 components are/r =~ s/"R\?"/"R?", "C?", "L?", "D?", "Q?"/r, 'not annotated: how many, and examples';

# So do references that two components have, and those of nets that none has.
my $odd = file('odd.xml', '<export version="E"><components>' . join('', map { "<comp ref=\"$_\"><tstamps>$_</tstamps></comp>" } qw(R1 R2 R1 R2 R1 U1 X? X?)) . '</components><nets><net code="1" name="A">'
    . join('', map { "<node ref=\"$_\" pin=\"1\"/>" } qw(U1 U9 U8 U9)) . '</net></nets></export>');
my $odd_notes = 'kidepot: note: 2 components are not annotated, such as "X?", and KiCad makes one of several; annotate the schematic in KiCad and export again' . "\n"
    . 'kidepot: note: 2 references name more than one component, such as "R1", "R2"; annotate the schematic in KiCad and export again' . "\n"
    . 'kidepot: note: 2 references in nets name no component, such as "U9", "U8"; export the netlist again, and see "kidepot netlist check" for where' . "\n";
my $seen = kidepot(@by, 'netlist', 'import', '--json', '--project', 'odd', $odd);
is $seen->{err}, $odd_notes, 'odd references: an import tells them';
is_deeply [@{ decode_json($seen->{out}) }{qw(not_annotated duplicates without_component)}], [2, 2, 2], 'odd references: in JSON';
is kidepot(@by, 'netlist', 'bom', '--group', 'value', $odd)->{err}, $odd_notes, 'odd references: a bill does';
is kidepot(@by, 'netlist', 'bom', '--project', 'odd')->{err}, $odd_notes, 'odd references: and one of what is stored';

# Many of them, of which a terminal would take one for a command: some are shown, all are counted.
my $nobody = file('nobody.xml', '<export version="E"><nets><net code="1" name="A">' . join('', map { "<node ref=\"$_\" pin=\"1\"/>" } "N&#10;\x{c2}\x{9b}0", map { "N$_" } 1 .. 100_000) . '</net></nets></export>');
is kidepot(@by, 'netlist', 'import', '--dry-run', '--project', 'p', $nobody)->{err},
    'kidepot: note: 100001 references in nets name no component, such as "N\n\u009b0", "N1", "N2", "N3", "N4"; export the netlist again, and see "kidepot netlist check" for where' . "\n",
    'odd references: a hundred thousand';
like kidepot('netlist', 'check', $nobody)->{out}, qr/^without component: "N\\n\\u009b0" has 1 node, the first at line 1$/m, 'odd references: on one line each';

# Which revision it is says the root sheet's title block.
sub revision_of {
    my ($rev, $textvars, $comps) = @_;
    my $sheets = join '', map { "<sheet number=\"$_->[0]\" name=\"$_->[1]\" tstamps=\"$_->[1]\"><title_block><title>T</title><company/><rev>$_->[2]</rev>"
            . '<date>2026-11-30</date><source>v.kicad_sch</source><comment number="1" value="c${X}"/></title_block></sheet>' } [1, '/', $rev], [2, '/a/', 'other'];
    my $file = file('v.xml', '<export version="E"><design><source>/p/v.kicad_sch</source><tool>Eeschema 10.0.6</tool>' . ($textvars // '') . $sheets . '</design>' . ($comps // '') . '</export>');
    return decode_json(good($rev, @by, 'netlist', 'import', '--dry-run', '--json', $file))->{revision};
}
is revision_of('${X}-${COMMENT1}', '<textvar name="X">${Y}</textvar><textvar name="Y">7</textvar>'), '7-c7', 'text variables: of the project, in one another';
is revision_of('${TITLE} ${ISSUE_DATE} ${PROJECTNAME} ${#}/${##}'), 'T 2026-11-30 v 1/2', 'text variables: of the title block and the design';
is revision_of('${REVISION} ${CURRENT_DATE} ${NONE} ${R1:VALUE}', '', '<components><comp ref="R1"><value>1k</value></comp></components>'),
    '${REVISION} ${CURRENT_DATE} ${NONE} ${R1:VALUE}', 'text variables: what they stand for is not known, not settled, or what they are in';
is revision_of('${A999}${A1000}${BIG}', join('', map { "<textvar name=\"A$_\">$_</textvar>" } 0 .. 1000)), '999${A1000}${BIG}', 'text variables: the first thousand';
is revision_of('${B}${C}', '<textvar name="A">' . 'x' x 262_100 . '</textvar><textvar name="B">' . 'x' x 100 . '</textvar><textvar name="C">c</textvar>'), '${B}c',
    'text variables: so much text and no more';

# Another netlist in its place.
my $fewer = file('fewer.xml', <<'XML');
<export version="E"><design><source>C:\boards\edge.kicad_sch</source><tool>Eeschema 8.0.8</tool>
<sheet number="1" name="/" tstamps="/"><title_block><title/><rev>B\1</rev></title_block></sheet></design>
<components>
<comp ref="R1"><value>10k	"x"\N</value><footprint>A:B</footprint><fields><field name="a,{}&quot;">1
\.
2</field><field name="Empty"/><field name="NULL">NULL</field></fields>
<libsource lib="L" part="a{slash}b"/><property name="dnp"/><property name="x" value="NULL"/>
<sheetpath names="/" tstamps="/"/><tstamps>u1 u2</tstamps></comp>
<comp ref="R2"><value>~</value><sheetpath names="/s/" tstamps="/5728F439/"/><tstamp>5EBE91AC</tstamp></comp>
<comp ref="R3"/><comp ref="R3"/>
</components><nets><net code="7" name="/A{slash}B"><node ref="R1" pin="1"/><node ref="R9" pin="1"/></net></nets></export>
XML
is imported('another', '--project', 'edge', '--revision', $rev, $fewer), "edge $rev: replaced; 4 components, 1 nets, 2 nodes\n$few", 'it is replaced';
is rows("select count(*) from kidepot.$_ where revision_id = ($edge)"), $_ eq 'component' ? 4 : $_ eq 'node' ? 2 : $_ =~ /libpart|textvar/ ? 0 : 1, "$_ is replaced"
    for qw(component node net sheet libpart textvar);
is rows("select to_json(c.value) || ' ' || to_json(field_names) || ' ' || to_json(field_values) || ' ' || to_json(property_values) || ' ' || dnp || ' '
    || part || ' ' || symbol_id from kidepot.component c where ref = 'R1' and revision_id = ($edge)"),
    q("10k\t\"x\"\\\\N" ["a,{}\"","Empty","NULL"] ["1\n\\\\.\n2","","NULL"] [null,"NULL"] true a{slash}b u2), 'texts as they are';
is rows("select ref || ' ' || sheet_id || ' ' || symbol_id || ' ' || occurrence from kidepot.component where ref <> 'R1' and revision_id = ($edge) order by number"),
    join("\n", 'R2 /00000000-0000-0000-0000-00005728f439/ 00000000-0000-0000-0000-00005ebe91ac 1', 'R3  ref:R3 1', 'R3  ref:R3 2'), 'identities';
is rows("select name || ' ' || true_name from kidepot.net where revision_id = ($edge)"), '/A{slash}B /A/B', 'both spellings of a net';
is imported('names from the file', $fewer), "edge B\\1: made; 4 components, 1 nets, 2 nodes\n$few", 'names from the file';

# --- what cannot be imported leaves all as it was
my $before = all_there();
my $nameless = file('nameless.xml', '<export version="E"><components/></export>');
refused($wrong, "$nameless: the netlist does not say of which project it is; name the project", @by, 'netlist', 'import', $nameless);
refused($wrong, 'project " x": a project\'s name has no blanks at its ends; leave them out', @by, 'netlist', 'import', $kicad10, '--project', ' x');
refused($wrong, qr/\Arevision "x{1001}": the text is longer than 1000 characters|\Arevision "x+/, @by, 'netlist', 'import', $kicad10, '--revision', 'x' x 1001);
my $broken = file('kicad10-ctlchar-MALFORMED.xml');
refused($wrong, qr/\A\Q$broken\E:80:28: the control character U\+0001 /, @by, 'netlist', 'import', $broken);
refused($wrong, qr/\A\S+:101:1: the file ends before "<\/export>"/, @by, 'netlist', 'import',
    file('cut.xml', join '', (split /^/, read_text($kicad10))[0 .. 99]));
refused($wrong, 'standard input:1:1: the file is empty', @by, 'netlist', 'import', '-');
refused($wrong, "cannot open \"$dir/none.xml\": No such file or directory", @by, 'netlist', 'import', "$dir/none.xml");
is kidepot('--conninfo', $db->conninfo('web'), 'netlist', 'import', $kicad10)->{status}, $ours, 'who may not';
is all_there(), $before, 'nothing is changed by any of these';

# --- real netlists
my $data = root() . '/../shared/data/netlists';
SKIP: {
    skip 'the collection of real netlists is not here', 1 unless -e "$data/INDEX.tsv";
    my $tested = 0;
    for (split /\n/, read_text("$data/INDEX.tsv")) {
        my ($file, undef, undef, undef, $components, $nets, $nodes, $formed) = split /\t/;
        next if $file eq 'file' || ($formed // '') ne 'ok';
        $tested++;
        my $result = kidepot(@by, 'netlist', 'import', '--project', $file, '--revision', '1', "$data/$file", { user => undef });
        is "$result->{status} $result->{err}", '0 ', "$file: good";
        my $id = "select r.id from kidepot.revision r join kidepot.project n on n.id = r.project_id where n.name = '$file'";
        is rows('select ' . join " || ' ' || ", map { "(select count(*) from kidepot.$_ where revision_id = ($id))" } qw(component net node)),
            "$components $nets $nodes", "$file: counts";
        my ($stored, $read) = map { run(command => [$model, @$_])->{out} } [$db->conninfo('writer'), rows($id)], ["$data/$file"];
        ok length $stored && $stored eq $read, "$file: in memory it is what the file is";
    }
    ok $tested > 20, "$tested files";
}

done_testing;
