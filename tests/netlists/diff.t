# kidepot netlist diff: what differs between two netlists, and what makes no difference.

use v5.28;
use warnings;
use Test::More;
use JSON::PP qw(decode_json);
use KiDepot::Cli qw(kidepot good refused);
use KiDepot::Database;
use KiDepot::Sandbox qw(read_text readable root scratch_dir write_text);

my $dir = scratch_dir();
my $shipped = readable(root() . '/tests/netlists');
my $code = 0;
my $none = "components: 0 added, 0 removed, 0 changed; nets: 0 added, 0 removed, 0 changed, 0 of them renamed\n";

sub netlist {
    my ($name, %of) = @_;
    my $tool = $of{tool} // '9.0.8';
    return write_text("$dir/$name.xml", "<export version=\"E\"><design><tool>Eeschema $tool</tool></design><components>"
        . ($of{components} // '') . '</components><nets>' . ($of{nets} // '') . '</nets></export>');
}
sub comp { my ($ref, $id, $inside, $after) = @_; return "<comp ref=\"$ref\">" . ($inside // '') . '<sheetpath names="/" tstamps="/"/>'
        . ($after // '') . "<tstamps>$id</tstamps></comp>" }
sub net { my ($name, @nodes) = @_; return "<net code=\"@{[++$code]}\" name=\"$name\">"
        . join('', map { my ($ref, $pin) = split /\./; "<node ref=\"$ref\" pin=\"$pin\"/>" } @nodes) . '</net>' }
sub diff { my ($what, @words) = @_; return good($what, 'netlist', 'diff', @words) =~ s/ +$//mgr }
sub table { my ($text) = @_; return $text =~ s/  +/ | /gr =~ s/^components: .*\n//mr }
sub differ_as {
    my ($what, $old, $new, $wanted) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    is table(diff($what, netlist('old', %$old), netlist('new', %$new))), $wanted, $what;
}

# --- components

my $r1 = '<value>10k</value><footprint>R:0603</footprint><datasheet>~</datasheet>';
my $full = '<value>4k7</value><footprint>R:0805</footprint><datasheet>http://x</datasheet><description>D</description>'
    . '<fields><field name="MPN">A</field><field name="Tol">5%</field><field name="Footprint">R:0805</field></fields>'
    . '<libsource lib="Device" part="R{slash}X"/><property name="dnp"/><property name="exclude_from_bom"/>';
differ_as('every attribute', { components => comp('R1', 'u1', "$r1<fields><field name=\"Tol\">1%</field><field name=\"Gone\">g</field></fields>") },
    { components => comp('R2', 'u1', $full) }, <<'TEXT');
component | changed | R2 | reference "R1" -> "R2"
component | changed | R2 | value "10k" -> "4k7"
component | changed | R2 | footprint "R:0603" -> "R:0805"
component | changed | R2 | datasheet nothing -> "http://x"
component | changed | R2 | description nothing -> "D"
component | changed | R2 | symbol nothing -> "Device:R/X"
component | changed | R2 | dnp no -> yes
component | changed | R2 | exclude_from_bom no -> yes
component | changed | R2 | field "Gone" "g" -> nothing
component | changed | R2 | field "MPN" nothing -> "A"
component | changed | R2 | field "Tol" "1%" -> "5%"
TEXT
differ_as('come and gone', { components => comp('R1', 'u1', $r1) }, { components => comp('R1', 'u2', $full) }, <<'TEXT');
component | added | R1 | reference "R1", value "4k7", footprint "R:0805", datasheet "http://x", description "D", symbol "Device:R/X", dnp yes, exclude_from_bom yes, field "MPN" "A", field "Tol" "5%"
component | removed | R1 | reference "R1", value "10k", footprint "R:0603"
TEXT
differ_as('what says nothing', { components => comp('R1', 'u1', '<value>~</value><fields><field name="E"/></fields><libsource lib="" part="R"/>') },
    { components => comp('R1', 'u1', '<datasheet/><footprint/><libsource part="R"/>') }, '');
differ_as('order of components and of fields',
    { components => comp('R1', 'u1', '<fields><field name="a">1</field><field name="b">2</field></fields>') . comp('R2', 'u2') },
    { components => comp('R2', 'u2') . comp('R1', 'u1', '<fields><field name="b">2</field><field name="a">1</field></fields>') }, '');
differ_as('a line break', { components => comp('R1', 'u1', "<value>a\nb</value>") }, { components => comp('R1', 'u1', "<value>a\tc</value>") },
    "component | changed | R1 | value \"a\\nb\" -> \"a\\tc\"\n");
differ_as('a backslash', { components => comp('R1', 'u1', "<value>a\nb</value>") }, { components => comp('R1', 'u1', '<value>a\nb"</value>') },
    'component | changed | R1 | value "a\nb" -> "a\\\\nb\""' . "\n");
differ_as('descriptions of old versions are not said', { tool => '7.0.11', components => comp('R1', 'u1') },
    { components => comp('R1', 'u1', '<description>D</description>') }, '');
differ_as('escapes of old versions', { tool => '5.1.9', components => comp('R1', 'u1', '<libsource lib="L" part="a/b"/>') },
    { components => comp('R1', 'u1', '<libsource lib="L" part="a{slash}b"/>') }, '');
differ_as('ids of old versions', { tool => '5.1.9', components => '<comp ref="R1"><sheetpath names="/s/" tstamps="/5728F439/"/><tstamp>5EBE91AC</tstamp></comp>' },
    { components => '<comp ref="R1"><sheetpath names="/s/" tstamps="/00000000-0000-0000-0000-00005728f439/"/>'
        . '<tstamps>00000000-0000-0000-0000-00005ebe91ac</tstamps></comp>' }, '');
differ_as('one identity twice', { components => comp('R1', 'u1', '<value>1</value>') . comp('R2', 'u1', '<value>2</value>') },
    { components => comp('R1', 'u1', '<value>1</value>') . comp('R2', 'u1', '<value>3</value>') }, "component | changed | R2 | value \"2\" -> \"3\"\n");

# --- nets

my $three = join '', map { comp("R$_", "u$_") } 1 .. 3;
my $annotated = comp('R3', 'u1') . comp('R1', 'u2') . comp('R2', 'u3');
differ_as('other numbers and another order', { components => $three, nets => net('A', 'R1.1', 'R2.1') . net('B', 'R1.2') },
    { components => $three, nets => net('B', 'R1.2') . net('A', 'R2.1', 'R1.1') }, '');
differ_as('annotated anew', { components => $three, nets => net('A', 'R1.1', 'R2.1') . net('Net-(R3-Pad1)', 'R3.1', 'R1.2') },
    { components => $annotated, nets => net('A', 'R3.1', 'R1.1') . net('Net-(R2-Pad1)', 'R2.1', 'R3.2') }, <<'TEXT');
component | changed | R3 | reference "R1" -> "R3"
component | changed | R1 | reference "R2" -> "R1"
component | changed | R2 | reference "R3" -> "R2"
TEXT
differ_as('renamed', { components => $three, nets => net('A', 'R1.1', 'R2.1') . net('Net-(R3-Pad1)', 'R3.1') },
    { components => $three, nets => net('B', 'R1.1', 'R2.1') . net('C', 'R3.1') }, "net | renamed | B | was \"A\"\nnet | renamed | C | was \"Net-(R3-Pad1)\"\n");
differ_as('nodes', { components => $three, nets => net('A', 'R1.1', 'R2.1') }, { components => $three, nets => net('A', 'R1.1', 'R3.1', 'R3.2') },
    "net | changed | A | -R2.1 +R3.1 +R3.2\n");
differ_as('renamed and changed', { components => $three, nets => net('A', 'R1.1', 'R2.1', 'R3.1') }, { components => $three, nets => net('B', 'R1.1', 'R2.1', 'R3.2') },
    "net | renamed | B | was \"A\"\nnet | changed | B | -R3.1 +R3.2\n");
differ_as('split: the name stays with its net', { components => $three, nets => net('GND', map { "R$_.1" } 1 .. 3) },
    { components => $three, nets => net('GND', 'R1.1') . net('GNDA', 'R2.1', 'R3.1') }, "net | changed | GND | -R2.1 -R3.1\nnet | added | GNDA | R2.1 R3.1\n");
differ_as('names change places', { components => $three, nets => net('A', 'R1.1', 'R2.1') . net('B', 'R1.2', 'R2.2') },
    { components => $three, nets => net('B', 'R1.1', 'R2.1') . net('A', 'R1.2', 'R2.2') }, "net | renamed | B | was \"A\"\nnet | renamed | A | was \"B\"\n");
differ_as('come and gone', { nets => net('A', map { "R9.$_" } 1 .. 10) }, { nets => net('B', 'R8.1') },
    "net | added | B | R8.1\nnet | removed | A | R9.1 R9.2 R9.3 R9.4 R9.5 R9.6 R9.7 R9.8 and 2 more\n");
differ_as('both spellings', { tool => '8.0.8', nets => net('/A{slash}B', 'R1.1') }, { nets => net('/A/B', 'R1.1') }, '');
differ_as('no name, no pin, one pin twice', { nets => net('', 'R1.1', 'R1.1') . net('') }, { nets => net('') . net('', 'R1.1') . net('A', 'R1.1') }, "net | added | A | R1.1\n");

# --- JSON, exit status, where they come from

my ($old, $new) = (netlist('old', components => comp('R1', 'u1', $r1), nets => net('A', 'R1.1', 'R1.2')),
    netlist('new', components => comp('R1', 'u1', "$r1<property name=\"dnp\"/>") . comp('R2', 'u2'), nets => net('B', 'R1.1', 'R1.2', 'R2.1')));
is_deeply decode_json(diff('JSON', '--json', $old, $new)), {
    components => [
        { outcome => 'changed', reference => 'R1', attributes => [{ attribute => 'dnp', field => undef, old => JSON::PP::false, new => JSON::PP::true }] },
        { outcome => 'added', reference => 'R2', attributes => [{ attribute => 'reference', field => undef, old => undef, new => 'R2' }] }],
    nets => [{ outcome => 'changed', old_name => 'A', new_name => 'B', added => [{ ref => 'R2', pin => '1' }], removed => [] }],
    counts => { components => { added => 1, removed => 0, changed => 1 }, nets => { added => 0, removed => 0, changed => 1, renamed => 1 } } }, 'JSON';
is diff('the same', $old, $old), $none, 'the same: only the counts';
is kidepot('netlist', 'diff', '--exit-code', $old, $old)->{status}, 0, '--exit-code: the same';
my $differ = kidepot('netlist', 'diff', '--exit-code', $old, $new);
is "$differ->{status} $differ->{err}", '5 ', '--exit-code: they differ';
like $differ->{out}, qr/^component +added +R2 /m, '--exit-code: what differs is told';
is diff('a pipe', '-', $new, { input => read_text($old) }), diff('a file', $old, $new), 'a pipe';
refused(4, 'OLD NEW is missing; see "kidepot netlist diff --help"', 'netlist', 'diff', $old);
refused(2, "cannot open \"$dir/none.xml\": No such file or directory", 'netlist', 'diff', $old, "$dir/none.xml");
refused(4, 'only one of the two can be the standard input; see "kidepot netlist diff --help"', 'netlist', 'diff', '-', '-');

my $db = KiDepot::Database->new;
my @by = ('--conninfo', $db->conninfo('writer'));
good('old one', @by, 'netlist', 'import', '--project', 'a@b', '--revision', '1', $old);
good('new one', @by, 'netlist', 'import', '--project', 'a@b', '--revision', '2', $new);
my $wanted = diff('files', $old, $new);
is diff('both stored', @by, '@a@b@1', '@a@b@2'), $wanted, 'both from the database';
is diff('one stored', @by, '@a@b@1', $new), $wanted, 'one from the database';
refused(2, 'there is no project "a"; there are "a@b"', @by, 'netlist', 'diff', '@a@b', $new);
refused(2, 'project "a@b" has no revision "3"; it has "2", "1"', @by, 'netlist', 'diff', '@a@b@3', $new);
write_text("$dir/\@file.xml", read_text($old));
is diff('a name with @', './@file.xml', $new, { dir => $dir }), $wanted, 'a file whose name begins with @';

# --- one design by several versions of KiCad

is diff("KiCad 8 and $_", "$shipped/kicad8.xml", "$shipped/kicad$_.xml"), $none, "edge: KiCad 8 and $_ say the same" for 9;
my $data = root() . '/../shared/data/netlists/kicad';
SKIP: {
    skip 'the collection of real netlists is not here', 1 unless -e "$data/kicad-8.0.8-video.xml";
    for my $name (qw(StickHub interf_u pic_programmer)) {
        is diff("$name: $_", "$data/kicad-7.0.11-$name.xml", "$data/kicad-$_-$name.xml") =~ s/^component .*\n//mgr =~ s/components:.*nets/nets/r, $none =~ s/components:.*nets/nets/r,
            "$name: the nets of KiCad 7 and $_ are the same" for qw(8.0.8 9.0.8 10.0.6);
    }
    is diff("video: $_", "$data/kicad-8.0.8-video.xml", "$data/kicad-$_-video.xml"), $none, "video: KiCad 8 and $_ say the same" for qw(9.0.8 10.0.6);
}

done_testing;
