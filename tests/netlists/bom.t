# kidepot netlist bom: which lines there are, what stands in them and in their formats, what
# is missing; with a database and without one.

use v5.28;
use warnings;
use utf8;
use Encode qw(encode_utf8);
use Test::More;
use JSON::PP qw(decode_json);
use KiDepot::Cli qw(kidepot good refused);
use KiDepot::Database;
use KiDepot::Sandbox qw(root own_to_server program read_text run scratch_dir write_text);

my ($ours, $wrong, $output, $usage) = (1, 2, 3, 4);
my $dir = scratch_dir();
my $goldens = root() . '/tests/netlists/bom';
my $shipped = root() . '/tests/netlists';
my @bom = ('netlist', 'bom');
my $nowhere = "host=$dir/none";
my $note = qr/\Akidepot: note: parts and stock are left out: cannot reach the database: .*\n\z/;

sub xml { return $_[0] =~ s/&/&amp;/gr =~ s/</&lt;/gr =~ s/"/&quot;/gr }

sub comp {
    my ($ref, %say) = @_;
    state $id = 0;
    $id++;
    my $fields = join '', map { "<field name=\"$_\">" . xml($say{fields}{$_}) . "</field>" } sort keys %{ $say{fields} // {} };
    my $flags = join '', map { "<property name=\"$_\"/>" } grep { $say{$_} } qw(dnp exclude_from_bom exclude_from_board);
    return "<comp ref=\"$ref\"><value>" . xml($say{value} // '~') . '</value>' . ($say{footprint} ? "<footprint>$say{footprint}</footprint>" : '')
        . "<fields>$fields</fields><libsource lib=\"" . ($say{lib} // 'Device') . '" part="' . ($say{part} // 'R') . '" description="of the library"/>'
        . "$flags" . ($say{variants} // '') . "<sheetpath names=\"/\" tstamps=\"/\"/><tstamps>u$id</tstamps></comp>\n";
}

sub netlist {
    my ($name, @comps) = @_;
    return write_text("$dir/$name.xml", encode_utf8("<export version=\"E\"><design><source>/b/$name.kicad_sch</source><date>2026-11-20T12:00:00</date>"
        . '<tool>Eeschema 10.0.6</tool><sheet number="1" name="/" tstamps="/"><title_block><title>Amp &lt;b&gt; &amp; "co"</title><company>Größe</company>'
        . '<rev>B</rev><date>2026-11-01</date></title_block></sheet></design><components>' . "\n" . join('', @comps) . '</components></export>'));
}

# What was said and no more than the note that there is no database.
sub without_database {
    my ($what, @words) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    my $result = kidepot('--conninfo', $nowhere, @bom, @words);
    is $result->{status}, 0, "$what: good";
    like $result->{err}, $note, "$what: a note";
    return $result->{out};
}

sub rows { return [map { s/\r\n\z//r } split /(?<=\r\n)/, $_[0]] }

sub is_golden {
    my ($got, $name) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    write_text("$goldens/$name.golden", $got) if $ENV{WRITE_GOLDENS};
    ok $got eq read_text("$goldens/$name.golden"), "bom/$name: byte for byte" or diag $got;
}

my @amp = (
    comp('R10', value => '10k', footprint => 'R:0603', fields => { MPN => 'RC0603', Voltage => '50V' }),
    comp('R2', value => '10k', footprint => 'R:0603', fields => { MPN => 'RC0603', Voltage => '75V' }),
    comp('R1', value => '10k', footprint => 'R:0603', fields => { MPN => 'RC0603' }),
    comp('R3', value => '10k 1%', footprint => 'R:0603', fields => { MPN => 'RC0603' }),
    comp('R4', value => '10k', footprint => 'R:0603', dnp => 1, fields => { MPN => 'RC0603' }),
    comp('C1', value => '1u', footprint => 'C:0402', lib => 'KiDepot', part => 'CAP', fields => { MPN => 'none, such' }),
    comp('C2', value => '1u', footprint => 'C:0402', lib => 'KiDepot', part => 'CAP', fields => { MPN => 'none, such' }),
    comp('C3', value => '1u'), comp('C4', value => '1u', part => 'C'), comp('R5', value => '1u'),
    comp('U1', value => '=HYPERLINK("x")', footprint => 'S:8', fields => { MPN => '"quoted", <b>' }),
    comp('H1', value => 'Hole', exclude_from_bom => 1, dnp => 1),
    comp('TP1', value => 'TP', footprint => 'T:1', part => 'TP'),
    comp('Ω1', value => "two\nlines", footprint => 'T:2'),
);
my $amp = netlist('amp', @amp);

# --- without a database

my $csv = without_database('CSV', $amp);
is_golden($csv, 'amp.csv');
is_deeply [map { (split /,/)[1] } @{ rows($csv) }[1 .. 4]], ['C1 C2', 'C3 R5', 'C4', 'R1 R2 R10'],
    'by value and footprint; without one, by value and symbol';
my $none = decode_json(without_database('JSON', $amp, '--format', 'json'));
is_deeply [@$none{qw(title company revision date source exported group boards variant)}],
    ['Amp <b> & "co"', 'Größe', 'B', '2026-11-01', '/b/amp.kicad_sch', '2026-11-20T12:00:00', 'value', undef, undef], 'JSON: the head';
is_deeply $none->{components}, { fitted => 12, dnp => 1, excluded => 1 }, 'JSON: the sections, excluded before DNP';
is_deeply [map { [$_->{section}, join(' ', @{ $_->{references} })] } grep { $_->{section} ne 'fitted' } @{ $none->{lines} }],
    [['dnp', 'R4'], ['excluded', 'H1']], 'JSON: none is dropped';
is_deeply [map { @$_{qw(parts statuses needed missing)} } @{ $none->{lines} }], [(undef) x (4 * @{ $none->{lines} })], 'JSON: what nobody knows is null';
my $html = without_database('HTML', $amp, '--format', 'html');
like $html, qr{<h1>Amp &lt;b&gt; &amp; &quot;co&quot;</h1>}, 'HTML: escaped';
unlike $html, qr/<script|<b>|href=|src=|url\(|[@]import/, 'HTML: no script, nothing from elsewhere, no markup of the netlist';
is scalar(() = $html =~ /<section>/g), 3, 'HTML: three sections';

my $result = kidepot('--conninfo', $nowhere, @bom, $amp, '--boards', 5, '--columns', 'references,stock,needed');
is $result->{status}, 0, 'what cannot be said: good';
like $result->{err}, qr/^kidepot: note: left out: stock$/m, 'what cannot be said: told';
is rows($result->{out})->[1], 'C1 C2,10', 'what cannot be said: the rest is there';
like kidepot(@bom, $amp, { env => { KIDEPOT_CONNINFO => '', PGHOST => '/nowhere' } })->{err},
    qr/\Akidepot: note: parts and stock are left out: cannot reach .*; --conninfo or KIDEPOT_CONNINFO says which database$/m, 'no database is named: told how';
refused($ours, qr/\Acannot reach the database/, '--conninfo', $nowhere, @bom, $amp, '--group', 'part');
refused($ours, qr/\Acannot reach the database/, '--conninfo', $nowhere, @bom, '--project', 'amp');

# The title block's text variables, of a file and of what is stored.
my $titled = write_text("$dir/titled.xml", read_text($amp) =~ s{<sheet }{<textvar name="PRODUCT">Amp &amp; more</textvar><sheet }r
    =~ s{<title>[^<]*}{<title>\${PRODUCT} \${REVISION} \${R1:VALUE} \${NONE}}r =~ s{<rev>B}{<rev>\${TITLE} 2}r =~ s{<company>[^<]*}{<company>\${COMPANY}}r);
my $head = decode_json(without_database('text variables', $titled, '--format', 'json'));
is_deeply [@$head{qw(title revision company)}], ['Amp & more ${TITLE} 2 10k ${NONE}', 'Amp & more ${REVISION} 10k ${NONE} 2', '${COMPANY}'], 'text variables: what they stand for; the rest stays';
like without_database('text variables in HTML', $titled, '--format', 'html'), qr{<title>Amp &amp; more \$\{TITLE\} 2 10k \$\{NONE\}}, 'text variables: in HTML';

# What real KiCads write.
for my $name (qw(kicad5 kicad7 kicad8 kicad9 kicad10)) {
    $result = kidepot('--conninfo', $nowhere, @bom, '-', { input => read_text("$shipped/$name.xml") });
    is_golden($result->{out}, $name eq 'kicad5' ? 'kicad5.csv' : 'kicad7-to-10.csv');
    is scalar(() = $result->{err} =~ /^kidepot: note: 1 component is not annotated, such as "R\?", and KiCad makes one of several; annotate the schematic in KiCad and export again$/mg), $name eq 'kicad5' ? 0 : 1, "$name: what is not annotated is told";
}

# --- references and columns

my $many = netlist('many', map { comp($_, value => '1k', footprint => 'R:1') } qw(R12 R9 R1 R2 R3 R4 R10 R11 RN1 R7));
is rows(without_database('short', $many))->[1], 'fitted,R1-R4 R7 R9-R12 RN1,10,1k,R:1', 'references are shortened';
is rows(without_database('full', $many, '--references', 'full'))->[1], 'fitted,R1 R2 R3 R4 R7 R9 R10 R11 R12 RN1,10,1k,R:1', 'or all are there';
is rows(without_database('columns', $many, '--columns', 'quantity', '--columns', 'symbol,description'))->[1], '10,Device:R,of the library', 'columns of choice';
my $names = 'section, references, quantity, value, footprint, symbol, description, datasheet, status, part, part_id, ipn, manufacturer, mpn, '
    . 'suppliers, stock, locations, needed and missing';
$result = kidepot('--conninfo', $nowhere, @bom, $many, '--columns', 'quantity,price');
is $result->{status}, $wrong, 'an unknown column';
like $result->{err}, qr/\Akidepot: no column is called "price"; there are \Q$names\E, and TITLE=TEMPLATE, in which a comma is "\\,"$/m,
    'an unknown column: those that there are';

# Templates: each component fills in its own, and different ones stand once each.
my $told = netlist('told', comp('R1', value => '10k', footprint => 'R:0603', fields => { MPN => 'A,1' }), comp('R2', value => '10k', footprint => 'R:0603', fields => { MPN => 'B' }),
    comp('R3', value => '10k', footprint => 'R:0603', fields => { MPN => 'A,1', Note => '${Note}' }), comp('R4', value => '4k7', footprint => 'R:0603'));
sub column { return [map { $_->{columns}{ $_[0] } } @{ decode_json(without_database("column $_[1]", $told, '--format', 'json', '--columns', $_[1]))->{lines} }] }
is_deeply column('Order', 'quantity,Order=${MPN}\\, ${VALUE},value'), ['A,1, 10k; B, 10k', '${MPN}, 4k7'], 'a template: by component, a comma, one that stands for nothing stays';
is_deeply column('T', 'T=${TITLE}/${R2:MPN}/${REVISION}'), [('Amp <b> & "co"/B/B') x 2], 'a template: of the title block and of others';
is_deeply column('N', 'N=${Note}'), ['${Note}', '${Note}'], 'a template: nothing leads back to itself';
is_deeply column('E', 'E='), ['', ''], 'a template: an empty one';
like column('D', 'D=${CURRENT_DATE}')->[0], qr/\A\d{4}-\d\d-\d\d\z/, 'a template: today';
is rows(without_database('a template as CSV', $told, '--columns', 'Order=${MPN}=${VALUE}', '--columns', 'quantity'))->[1], '"A,1=10k; B=10k",3', 'a template: as CSV';
like without_database('a template as HTML', $told, '--format', 'html', '--columns', 'T=${TITLE}'), qr{<td class="field">Amp &lt;b&gt; &amp; &quot;co&quot;</td>}, 'a template: as HTML';
$result = kidepot('--conninfo', $nowhere, @bom, $told, '--columns', 'quantity,=${MPN}');
is $result->{status}, $wrong, 'a template without a title';
like $result->{err}, qr/\Akidepot: the template "=\$\{MPN\}" has no title; write TITLE=\$\{MPN\}$/m, 'a template without a title: told';

# --- with a database

my $db = KiDepot::Database->new;
my @by = ('--conninfo', $db->conninfo('writer'), 'netlist');
$db->psql(<<'SQL', 'writer');
insert into kidepot.category (id, name) values (1, 'A');
insert into kidepot.part (id, category_id, name, ipn, manufacturer, mpn, value, footprint) values
    (1, 1, 'RES 10k', 'I-1', 'Yageo', 'RC0603', '10k', 'R:0603'), (2, 1, 'CAP', 'I-2', 'Murata <&>', 'GRM"1', '1u', 'C:0402'),
    (3, 1, 'OTHER', null, null, 'OTHER', 'o', 'O:O'), (4, 1, 'CHANGED', null, null, 'CHANGED', null, null);
insert into kidepot.supplier (id, name) values (1, 'Mouser'), (2, 'Farnell');
insert into kidepot.supplier_part (part_id, supplier_id, sku) values (1, 1, 'M-1'), (1, 2, 'F-1'), (1, 2, 'F-0'), (2, 1, 'M-2');
insert into kidepot.location (id, name) values (1, 'Shelf A'), (2, 'Drawer');
insert into kidepot.stock_movement (part_id, location_id, quantity) values (1, 1, 9), (1, 2, 2.5), (2, 1, 3), (3, 1, 1), (3, 1, -1);
SQL

sub bom_of { return decode_json(good("@_", @by, 'bom', '--format', 'json', @_)) }
sub line_of { my ($bom, $ref) = @_; return (grep { $_->{references}[0] eq $ref } @{ $bom->{lines} })[0] }

like kidepot(@by, 'bom', $amp, '--columns', 'references,needed,missing')->{err},
    qr/^kidepot: note: left out: needed missing; "--boards N" says for how many boards$/m, 'what nobody asked: told how';
my $three = kidepot(@by, 'bom', $amp, '--boards', 3);
is_golden($three->{out}, 'amp-parts.csv');
is $three->{err}, "kidepot: note: 3 boards cannot be built. 2 parts are missing pieces. What is in stock is enough for 1. Of 6 components no part is known.\n", 'CSV: beside it whether they can be built';
is_golden(good('HTML with parts', @by, 'bom', $amp, '--boards', 3, '--format', 'html'), 'amp-parts.html');
my $bom = bom_of($amp, '--boards', 3);
is $bom->{group}, 'part', 'grouped by part';
my $res = line_of($bom, 'R1');
is_deeply $res->{references}, [qw(R1 R2 R3 R10)], 'by part: two values on one line';
is_deeply [@$res{qw(value values footprints quantity needed missing)}], ['10k', ['10k', '10k 1%'], ['R:0603'], 4, 12, 1], 'by part: half a piece is none';
is_deeply $res->{parts}, [{ id => 1, name => 'RES 10k', ipn => 'I-1', manufacturer => 'Yageo', mpn => 'RC0603', stock => '11.5',
        suppliers => [{ supplier => 'Farnell', sku => 'F-0' }, { supplier => 'Farnell', sku => 'F-1' }, { supplier => 'Mouser', sku => 'M-1' }],
        locations => [{ location => 'Drawer', quantity => '2.5' }, { location => 'Shelf A', quantity => '9' }],
        quantity => 4, needed => 12, missing => 1 }], 'what the catalogue says';
is_deeply $bom->{boards}, { wanted => 3, can_be_built => JSON::PP::false, possible => 1, parts_missing => 2, components_unknown => 6 }, 'what is missing';
is_deeply [@{ line_of($bom, 'C1') }{qw(needed missing)}], [6, 3], 'the other part';
is_deeply line_of($bom, 'U1')->{statuses}, { unmatched => 1 }, 'no part is known';
is_deeply [@{ line_of($bom, 'U1') }{qw(needed missing)}], [3, undef], 'nor what is missing';
is_deeply [@{ line_of($bom, 'R4') }{qw(needed missing)}, line_of($bom, 'R4')->{parts}[0]{needed}], [0, 0, 0], 'DNP is not needed';
is bom_of($amp, '--boards', 1)->{boards}{can_be_built}, undef, 'whether the rest is there nobody knows';

# By value the same part is on two lines, and what is there is counted once.
my $by_value = bom_of($amp, '--group', 'value', '--boards', 3);
is_deeply [map { [@{ line_of($by_value, $_) }{qw(quantity needed missing)}] } qw(R1 R3)], [[3, 9, 0], [1, 3, 1]], 'by value: for the first line first';
is_deeply $by_value->{boards}, $bom->{boards}, 'by value: in all the same';
my $two = netlist('two', comp('X1', value => 'v', footprint => 'f', fields => { MPN => 'OTHER' }), comp('X2', value => 'v', footprint => 'f', fields => { MPN => 'GRM"1' }),
    comp('X3', value => 'v', footprint => 'f'));
my $mixed = bom_of($two, '--group', 'value', '--boards', 2)->{lines}[0];
is_deeply [map { [@$_{qw(name quantity needed missing)}] } @{ $mixed->{parts} }], [['OTHER', 1, 2, 2], ['CAP', 1, 2, 0]], 'by value: several parts on a line';
is_deeply [$mixed->{statuses}, $mixed->{missing}], [{ matched => 2, unmatched => 1 }, undef], 'by value: and one that is unknown';
is rows(good('mixed as CSV', @by, 'bom', $two, '--group', 'value', '--columns', 'references,part,stock,locations,status'))->[1],
    'X1-X3,OTHER; CAP,0; 3,Shelf A: 3,matched; unmatched', 'by value: several parts in cells';
my $enough = bom_of(netlist('enough', comp('C9', lib => 'KiDepot', part => 'CAP'), comp('C8', lib => 'KiDepot', part => 'CAP', dnp => 1)), '--boards', 3);
is_deeply $enough->{boards}, { wanted => 3, can_be_built => JSON::PP::true, possible => 3, parts_missing => 0, components_unknown => 0 }, 'enough';
is_deeply bom_of(netlist('nothing'))->{lines}, [], 'no component at all';

# The nickname of the library, and decisions of the project.
is bom_of($amp, '--library', 'Other')->{lines}[0]{statuses}{unmatched}, undef, 'another nickname: by another rule';
good('decisions', @by, 'import', $amp, '--decisions', write_text("$dir/decisions", "U1 = OTHER\nTP1 = none\n"));
my $decided = bom_of($amp, '--boards', 1);
is line_of($decided, 'U1')->{parts}[0]{name}, 'OTHER', 'a decision of the project';
is_deeply [line_of($decided, 'TP1')->{statuses}, $decided->{boards}{components_unknown}], [{ 'no part' => 1 }, 4], 'none of the catalogue is not unknown';

# --- a stored revision

my $stored = bom_of('--project', 'amp', '--boards', 1);
is_deeply [@$stored{qw(project project_revision)}], ['amp', 'B'], 'stored: which';
delete @$stored{qw(project project_revision)};
delete @$decided{qw(project project_revision)};
is_deeply $stored, $decided, 'stored: the same bill';
$db->psql("delete from kidepot.stock_movement where false; update kidepot.component set part_id = 3, matched_by = 'mpn' where ref = 'C1'");
is line_of(bom_of('--project', 'amp', '--revision', 'B'), 'C1')->{parts}[0]{name}, 'OTHER', 'stored: its own match';
is $db->psql('select count(*) from kidepot.project') . ' ' . $db->psql('select count(*) from kidepot.revision'), '1 1', 'nothing was kept';

# --- variants

my $variants = '<variants><variant name="cheap"><property name="dnp" value="1"/></variant><variant name="dear"><property name="exclude_from_bom" value="0"/>'
    . '<fields><field name="MPN">CHANGED</field><field name="Value">22k</field><field name="Footprint">R:1206</field></fields></variant></variants>';
my $varied = netlist('varied', comp('R1', value => '10k', footprint => 'R:0603', fields => { MPN => 'RC0603' }, variants => $variants),
    comp('R2', value => '10k', footprint => 'R:0603', fields => { MPN => 'RC0603' }),
    comp('R3', value => '10k', footprint => 'R:0603', dnp => 1, exclude_from_bom => 1, variants => '<variants><variant name="dear"><property name="dnp" value="0"/></variant></variants>'));
sub lines { return [map { join ' ', $_->{section}, @{ $_->{references} }, $_->{value}, $_->{footprint}, map { $_->{name} } @{ $_->{parts} } } @{ bom_of(@_)->{lines} }] }
good('a variant is stored', @by, 'import', $varied);
good('a title with text variables is stored', @by, 'import', $titled, '--project', 'titled');
is bom_of('--project', 'titled')->{title}, $head->{title}, 'text variables: of what is stored';
is bom_of('--project', 'titled')->{project_revision}, 'Amp & more ${REVISION} 10k ${NONE} 2' =~ s/10k/\${R1:VALUE}/r, 'text variables: the revision is called as they say, components apart';
for my $from ([$varied], ['--project', 'varied']) {
    is_deeply lines(@$from), ['fitted R1 R2 10k R:0603 RES 10k', 'excluded R3 10k R:0603 RES 10k'], "@$from: without a variant";
    is_deeply lines(@$from, '--variant', 'cheap'), ['fitted R2 10k R:0603 RES 10k', 'dnp R1 10k R:0603 RES 10k', 'excluded R3 10k R:0603 RES 10k'], "@$from: DNP";
    is_deeply lines(@$from, '--variant', 'dear'), ['fitted R1 22k R:1206 CHANGED', 'fitted R2 10k R:0603 RES 10k', 'excluded R3 10k R:0603 RES 10k'],
        "@$from: fields that differ make another part";
    refused($wrong, 'no component has a variant "Dear"; there are "cheap", "dear"', @by, 'bom', @$from, '--variant', 'Dear');
}
refused($wrong, 'no component has a variant "x"; there are none', @by, 'bom', $amp, '--variant', 'x');

# --- where it goes

mkdir "$dir/out" or die "cannot make a folder: $!\n";
own_to_server("$dir/out");
good('by its ending', @by, 'bom', $amp, '-o', "$dir/out/a.$_") for qw(csv json html txt);
is_deeply [map { substr read_text("$dir/out/a.$_"), 0, 7 } qw(csv json html txt)], ['Section', '{"proje', '<!DOCTY', 'Section'], 'the format is as the file is called';
my $line = '"' . program('kidepot') . qq{" --conninfo "$nowhere" netlist bom "%I" -o "%O.html"};
my %said = (I => $amp, O => "$dir/out/my board");
my $run = run(command => ['sh', '-c', $line =~ s/%([IO])/$said{$1}/gr], user => 'server');
is $run->{status}, 0, 'as a line of KiCad';
like read_text("$dir/out/my board.html"), qr/\A<!DOCTYPE html>.*<\/html>\n\z/s, 'as a line of KiCad: a whole page';
my $before = read_text("$dir/out/a.csv");
$run = run(command => ['sh', '-c', 'ulimit -f 1; trap "" XFSZ; exec "$@"', 'sh', program('kidepot'), '--conninfo', $nowhere, @bom, $amp, '--format', 'html', '-o',
    "$dir/out/a.csv"], user => 'server');
is $run->{status}, $output, 'the disk is full';
is read_text("$dir/out/a.csv"), $before, 'the disk is full: what was there stays';
opendir my $in, "$dir/out" or die;
is_deeply [sort grep { !/^\./ } readdir $in], ['a.csv', 'a.html', 'a.json', 'a.txt', 'my board.html'], 'nothing else is left';
is kidepot(@by, 'bom', $amp, \'/dev/full')->{status}, $output, 'stdout is full';
refused($wrong, qr/\A\Q$dir\E\/broken.xml:\d+:\d+: /, @by, 'bom', write_text("$dir/broken.xml", '<export><components><comp ref="R1">'), '-o', "$dir/out/a.csv");
is read_text("$dir/out/a.csv"), $before, 'broken: what was there stays';
refused($usage, 'both a file and --project are given; see "kidepot netlist bom --help"', @by, 'bom', $amp, '--project', 'amp');
refused($wrong, qr/\A--boards is "-1"/, @by, 'bom', $amp, '--boards', '-1');

done_testing;
