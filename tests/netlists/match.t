# kidepot netlist import: which part each component is, decisions, what parts take over.

use v5.28;
use warnings;
use utf8;
use Encode qw(decode);
use Test::More;
use JSON::PP qw(decode_json);
use KiDepot::Cli qw(kidepot good refused);
use KiDepot::Database;
use KiDepot::Sandbox qw(scratch_dir write_text);

my ($wrong, $output, $usage) = (2, 3, 4);
my $dir = scratch_dir();
my $db = KiDepot::Database->new(keep_sessions => 1);
my @by = ('--conninfo', $db->conninfo('writer'));
my @import = (@by, 'netlist', 'import');

sub comp {
    my ($ref, %say) = @_;
    my $fields = join '', map { "<field name=\"$_\">$say{fields}{$_}</field>" } sort keys %{ $say{fields} // {} };
    state $id = 0;
    $id++;
    return "<comp ref=\"$ref\"><value>" . ($say{value} // '~') . '</value>'
        . ($say{footprint} ? "<footprint>$say{footprint}</footprint>" : '') . ($say{datasheet} ? "<datasheet>$say{datasheet}</datasheet>" : '')
        . "<fields>$fields</fields><libsource lib=\"" . ($say{lib} // 'Device') . '" part="' . ($say{part} // 'R') . '"/>'
        . "<sheetpath names=\"/\" tstamps=\"/\"/><tstamps>u$id</tstamps></comp>\n";
}
sub netlist {
    my ($name, @comps) = @_;
    return write_text("$dir/$name.xml", "<export version=\"E\"><design><source>/b/$name.kicad_sch</source><tool>Eeschema 9.0.8</tool></design><components>\n"
        . join('', @comps) . '</components></export>');
}
# What became of each reference: "matched library Part".
sub report {
    my (@words) = @_;
    my $json = decode_json(good("@words", @import, '--json', @words));
    my %of;
    for my $group (@{ $json->{groups} }) {
        $of{$_} = join ' ', grep { defined } $group->{status}, $group->{rule}, $group->{part} // $group->{why} for @{ $group->{references} };
    }
    return ($json, \%of);
}
sub parts { return [$db->psql("select name, symbol, footprint, datasheet from kidepot.part where $_[0] order by name")] }

$db->psql(<<'SQL', 'writer');
insert into kidepot.category (id, name, default_footprint) values (1, 'A', 'Cat:Default');
insert into kidepot.part (id, category_id, name, ipn, mpn, value, footprint) values
    (1, 1, 'RES/10k', 'I1', 'M-1', '10k', 'R:0603'), (2, 1, 'CAP', 'I2', 'M2', '1u', 'C:0402'), (3, 1, 'RES2', 'I3', 'm-1', '10k', 'R:0603'),
    (4, 1, 'OLD:NAME', 'I4', null, null, 'X:Y'), (5, 1, 'BARE', null, 'M5', null, null);
insert into kidepot.alternate (part_id, position, footprint) values (2, 1, 'C:0603');
update kidepot.part set name = 'NEW' where id = 4;
SQL

my $file = netlist('board',
    comp('R1', lib => 'KiDepot', part => 'RES{slash}10k', value => 'whatever'),
    comp('R2', lib => 'KiDepot', part => 'OLD_NAME'),
    comp('R3', fields => { 'Part-ID' => 2, MPN => 'M-1' }),
    comp('R4', fields => { ipn => 'I2' }),
    comp('R5', fields => { 'Manufacturer Part Number' => 'm5' }),
    comp('R6', value => 'RES2'),
    comp('C1', value => '1u', footprint => 'C:0402'),
    comp('C2', value => '1u', footprint => 'C:0603'),
    comp('A1', fields => { MPN => 'M-1' }),
    comp('A2', value => '10k', footprint => 'R:0603'),
    comp('U1', fields => { MPN => 'none such' }),
    comp('U2', lib => 'KiDepot', part => 'nothing', value => 'x'),
    comp('U3', fields => { Weird => 'M5' }),
    comp('U4', fields => { Weird => 'M5' }),
);
my ($json, $of) = report($file);
my $none = 'unmatched it says neither id, IPN, MPN nor value, and no part has its name';
is_deeply $of, {
    R1 => 'matched library RES/10k', R2 => 'matched library NEW', R3 => 'matched id CAP', R4 => 'matched ipn CAP', R5 => 'matched mpn BARE',
    R6 => 'matched name RES2', C1 => 'matched value CAP', C2 => 'matched value CAP', A1 => 'ambiguous mpn 2 parts are found by rule "mpn"',
    A2 => 'ambiguous value 2 parts are found by rule "value"', U1 => 'unmatched no part has the MPN "none such"',
    U2 => 'unmatched the HTTP library has no part "nothing"', U3 => $none, U4 => $none,
}, 'each by its rule';
is_deeply [@$json{qw(matched ambiguous unmatched no_part)}], [8, 2, 4, 0], 'counted';
is_deeply [map { $_->{candidates} } grep { $_->{status} eq 'ambiguous' } @{ $json->{groups} }], [(['RES/10k', 'RES2']) x 2], 'candidates';
is $db->psql("select string_agg(ref || coalesce(part_id || matched_by, '-'), ' ' order by number) from kidepot.component"),
    'R11library R24library R32id R42ipn R55mpn R63name C12value C22value A1- A2- U1- U2- U3- U4-', 'kept with the components';

# Rules and fields of choice.
($json, $of) = report('--match', 'mpn', '--match', 'ipn', '--field', 'mpn=weird', $file);
is_deeply [@$of{qw(R1 R4 U3 C1)}], [('unmatched it says neither IPN nor MPN', 'matched ipn CAP', 'matched mpn BARE', 'unmatched it says neither IPN nor MPN')],
    'other rules, another field';
my ($same) = report('--match', 'mpn, ipn', '--field', 'mpn=weird', $file);
is $same->{matched}, $json->{matched}, 'rules with commas';
(undef, $of) = report('--library', 'Other', '--match', 'library', $file);
is $of->{R1}, 'unmatched its symbol is not of the HTTP library "Other"', 'another nickname';
is $db->psql("select count(part_id) from kidepot.component"), 0, 'the same netlist is matched anew';

# Why there is no part depends on what was sought.
my $sought = netlist('sought', comp('B1'), comp('B2', value => 'b'), comp('B3', value => 'b', footprint => 'B:1'), comp('B4', fields => { ipn => 'b' }));
for (['name', ('no part has its name') x 4],
    ['value', 'it says no value', 'it says no footprint', 'no part has the value "b" with the footprint "B:1"', 'it says no value'],
    ['id', ('it says no id') x 4], ['ipn', ('it says no IPN') x 3, 'no part has the IPN "b"']) {
    my ($rule, @why) = @$_;
    (undef, $of) = report('--match', $rule, '--dry-run', $sought);
    is_deeply [@$of{qw(B1 B2 B3 B4)}], [map { "unmatched $_" } @why], "why not by $rule";
}

# The same for people, and as CSV.
my $text = good('text', @import, $file);
like $text, qr/^board current: unchanged; 14 components, 0 nets, 0 nodes\ncomponents: 8 matched, 2 ambiguous, 4 unmatched, 0 no part\n/, 'text: counts';
like $text, qr/^ambiguous +mpn .* A1 +2 parts are found by rule "mpn": RES\/10k; RES2$/m, 'text: ambiguous';
like $text, qr/^matched +value +CAP +2 +C1 C2 *$/m, 'text: matched';
like good('controls', @import, '--dry-run', netlist('controls', comp('N1', value => "a\n\tb\x{c2}\x{9b}31m&#13;\x7f"), comp('N2', value => "\x{c2}\x{b5}\x{c3}\x{9b}"))),
    qr/^unmatched +a\\n\\tb\\u009b31m\\u000d\\u007f  1           N1  .*\nunmatched +\x{c2}\x{b5}\x{c3}\x{9b} +1           N2  .*\n\z/m, 'text: a row is one line';
my @csv = split /\n/, good('CSV', @import, '--csv', $file);
is scalar @csv, 15, 'CSV: a line for each component';
is $csv[0], 'reference,status,rule,part_id,part,candidates,why,library,symbol,value,footprint,id,ipn,mpn', 'CSV: header';
is scalar(grep { $_ eq 'A2,ambiguous,value,,,RES/10k; RES2,"2 parts are found by rule ""value""",Device,R,10k,R:0603,,,' } @csv), 1, 'CSV: a line';

# --- decisions

my $decisions = write_text("$dir/decisions", <<'TEXT');
# what no rule settles
A1  = RES/10k
U1 U2 = none
U3 = ipn:I3
A2 = 1
TEXT
($json, $of) = report('--decisions', $decisions, $file);
is_deeply [@$of{qw(A1 A2 U1 U2 R1)}], ['matched decision RES/10k', 'matched decision RES/10k', 'no part decision', 'no part decision', 'matched library RES/10k'], 'they settle';
is $of->{U3}, $of->{U4}, 'what says the same is the same part';
is $json->{no_part}, 2, 'no part: counted';
my $next = netlist('board', comp('X9', fields => { MPN => 'M-1' }), comp('U9', fields => { MPN => 'none such' }));
(undef, $of) = report($next);
is_deeply $of, { X9 => 'matched decision RES/10k', U9 => 'no part decision' }, 'the next import remembers them, whatever the references';
(undef, $of) = report('--project', 'other', $next);
like $of->{X9}, qr/^ambiguous/, 'another project does not';
(undef, $of) = report('--decisions', write_text("$dir/forget", "X9 =\n"), $next);
like $of->{X9}, qr/^ambiguous/, 'forgotten';
# As an editor on Windows writes it.
(undef, $of) = report('--decisions', write_text("$dir/marked", "\xEF\xBB\xBFX9 = RES/10k\r\nU9 = none\r\n"), '--dry-run', $next);
is_deeply $of, { X9 => 'matched decision RES/10k', U9 => 'no part decision' }, 'with the mark of UTF-8';
for (["R1 = RES/10k", qr/:1: the netlist has no component "R1"; leave it out\z/], ["\n\nX9 = foo", qr/:3: no part "foo"; give its id/],
    ["X9 RES", qr/:1: a decision is written "R1 R2 = part", "R1 = none" or "R1 ="\z/], ["X9 = \xff", qr/: the file is not UTF-8; save it so\z/]) {
    open my $out, '>:raw', "$dir/bad" or die;
    print {$out} $_->[0];
    close $out;
    refused($wrong, qr/\A\Q$dir\E\/bad$_->[1]/, @import, '--decisions', "$dir/bad", $next);
}

# --- writing back

my $back = netlist('back',
    comp('P1', fields => { ipn => 'I1' }, footprint => 'R:0805', datasheet => 'https://example.org/a.pdf', lib => 'Device', part => 'R'),
    comp('P2', fields => { ipn => 'I1' }, footprint => 'R:0805', datasheet => '~', lib => 'Device', part => 'R'),
    comp('P3', fields => { ipn => 'I2' }, footprint => 'C:0603', datasheet => 'not a URL', lib => 'KiDepot', part => 'CAP'),
    comp('P4', fields => { MPN => 'M5' }, footprint => 'B:1', datasheet => 'https://example.org/1', lib => 'Device', part => 'C{slash}D'),
    comp('P5', fields => { MPN => 'M5' }, footprint => 'B:1', datasheet => 'https://example.org/2', lib => 'Device', part => 'C{slash}D'),
);
my @back = ('--write-back', 'symbol,footprint,datasheet', $back);
sub writes { return join "\n", map { join ' ', map { $_ // '-' } @$_{qw(outcome part field old_value new_value)}, "@{ $_->{references} }" } @{ $_[0]{writes} } }
my $as_never = <<'TEXT' =~ s/\n\z//r;
conflict BARE datasheet - https://example.org/1 P4
conflict BARE datasheet - https://example.org/2 P5
kept BARE footprint Cat:Default B:1 P4 P5
kept RES/10k footprint R:0603 R:0805 P1 P2
unfit CAP datasheet - not a URL P3
written BARE symbol - Device:C{slash}D P4 P5
written RES/10k datasheet - https://example.org/a.pdf P1
written RES/10k symbol - Device:R P1 P2
TEXT
my $untouched = parts('true');
($json) = report('--dry-run', @back);
is writes($json), $as_never, 'never: what would be written, what not';
is_deeply parts('true'), $untouched, 'a dry run changes nothing';
($json) = report(@back);
is writes($json), $as_never, 'never: the same when it is written';
is_deeply parts("ipn = 'I1' or mpn = 'M5'"), ["BARE\tDevice:C{slash}D\t\t", "RES/10k\tDevice:R\tR:0603\thttps://example.org/a.pdf"], 'never: the parts';
is $db->psql("select string_agg(name || ' ' || field, ', ' order by name, field) from kidepot.change where kind = 'part' and action = 'changed' and field in ('symbol', 'footprint', 'datasheet')"),
    'BARE symbol, RES/10k datasheet, RES/10k symbol', 'it is in the history';
($json) = report('--overwrite', 'empty', @back);
is_deeply parts("ipn = 'I1' or mpn = 'M5'"), ["BARE\tDevice:C{slash}D\tB:1\t", "RES/10k\tDevice:R\tR:0603\thttps://example.org/a.pdf"], 'empty: over what the category says';
$text = good('as text', @import, '--overwrite', 'always', @back);
like $text, qr/^written back: 1 conflict, 1 unfit, 1 written$/m, 'always: counted';
like $text, qr/^written +RES\/10k +footprint +R:0603 +R:0805 +P1 P2$/m, 'always: told';
is_deeply parts("ipn in ('I1', 'I2')"), ["CAP\t\tC:0402\t", "RES/10k\tDevice:R\tR:0805\thttps://example.org/a.pdf"], 'always: over all but alternates';

# All of the components are there for programs; beside CSV they are counted.
my $twelve = netlist('twelve', map { comp("N$_", lib => 'KiDepot', part => 'CAP', footprint => 'N:1') } 1 .. 12);
($json) = report('--dry-run', '--write-back', ' footprint, datasheet', $twelve);
is_deeply $json->{writes}, [{ outcome => 'kept', part => 'CAP', part_id => 2, field => 'footprint', old_value => 'C:0402', new_value => 'N:1',
    references => [map { "N$_" } 1 .. 12] }], 'JSON: all components';
like good('many', @import, '--dry-run', '--write-back', 'footprint', $twelve), qr/ N1 N2 N3 N4 N5 N6 N7 N8 and 4 more$/m, 'text: some';
my $beside = kidepot(@import, '--dry-run', '--csv', '--write-back', 'footprint', $twelve);
is "$beside->{status} $beside->{err}", "0 kidepot: note: written back: 1 kept\n", 'CSV: counted';
like good('nothing', @import, '--dry-run', '--write-back', 'datasheet', $twelve), qr/^written back: nothing new$/m, 'text: nothing';

# Fields of choice: to what is called so, or to what is said.
$db->psql(<<'SQL', 'writer');
insert into kidepot.parameter_template (id, name, field_name) values (100, 'Tolerance', null), (101, 'Rated voltage', 'Voltage');
insert into kidepot.parameter (part_id, template_id, value) values (1, 100, '5 %');
SQL
my $fields = netlist('fields',
    comp('Q1', lib => 'KiDepot', part => 'RES{slash}10k', fields => { Tolerance => '1 %', VOLTAGE => '50 V', 'Part No' => 'M-9', Description => 'a resistor' }),
    comp('Q2', lib => 'KiDepot', part => 'RES{slash}10k', fields => { tolerance => '1 %', Part_No => '~' }),
    comp('Q3', lib => 'KiDepot', part => 'CAP', value => '2u2', fields => { Voltage => '10 V', Maker => 'Murata', Number => 'I9' }),
    comp('Q4', lib => 'KiDepot', part => 'CAP', value => '2u2', fields => { Voltage => '16 V', Maker => 'x' x 1001 }),
    comp('Q5', lib => 'KiDepot', part => 'BARE', fields => { Number => 'I1', Maker => 'y' x 1001 }),
    comp('Q6', lib => 'KiDepot', part => 'RES2', fields => { Number => 'I9', Description => "two\nlines" }),
);
my @fields = ('--write-back', 'field:Tolerance,field:voltage,field:Part No=mpn,field:description,field:Maker=Manufacturer,field:Number=ipn', $fields);
my $shown = <<"TEXT" =~ s/\n\z//r;
conflict CAP manufacturer - Murata Q3
conflict CAP manufacturer - @{['x' x 1001]} Q4
conflict CAP parameter Rated voltage - 10 V Q3
conflict CAP parameter Rated voltage - 16 V Q4
kept CAP ipn I2 I9 Q3
kept RES/10k mpn M-1 M-9 Q1
kept RES/10k parameter Tolerance 5 % 1 % Q1 Q2
kept RES2 ipn I3 I9 Q6
taken BARE ipn - I1 Q5
unfit BARE manufacturer - @{['y' x 1001]} Q5
written RES/10k description - a resistor Q1
written RES/10k parameter Rated voltage - 50 V Q1
written RES2 description - two
lines Q6
TEXT
$untouched = join "\n", $db->psql('select * from kidepot.part order by id'), $db->psql('select * from kidepot.parameter order by 1, 2');
($json) = report('--dry-run', @fields);
is writes($json), $shown, 'fields: what would be written';
is join("\n", $db->psql('select * from kidepot.part order by id'), $db->psql('select * from kidepot.parameter order by 1, 2')), $untouched, 'fields: a dry run changes nothing';
($json) = report(@fields);
is writes($json), $shown, 'fields: the same when it is written';
sub of_parts { return [$db->psql("select p.name, p.ipn, p.mpn, p.description, (select string_agg(t.name || '=' || m.value, ' ' order by t.id) from kidepot.parameter m
    join kidepot.parameter_template t on t.id = m.template_id where m.part_id = p.id) from kidepot.part p where p.id in (1, 5) order by p.id")] }
is_deeply of_parts(), ["RES/10k\tI1\tM-1\ta resistor\tTolerance=5 % Rated voltage=50 V", "BARE\t\tM5\t\t"], 'fields: the parts';
is $db->psql("select string_agg(field || ' ' || new_value, ', ' order by id) from kidepot.change where name = 'RES/10k' and new_value in ('a resistor', '50 V')"),
    'description a resistor, parameter Rated voltage 50 V', 'fields: it is in the history';
($json) = report('--overwrite', 'always', @fields);
like writes($json), qr/^taken CAP ipn I2 I9 Q3\n(.*\n)*taken RES2 ipn I3 I9 Q6\n/m, 'fields: what two parts would be called is no IPN';
is_deeply of_parts(), ["RES/10k\tI1\tM-9\ta resistor\tTolerance=1 % Rated voltage=50 V", "BARE\t\tM5\t\t"], 'always: over all';
($json) = report('--dry-run', @fields);
unlike writes($json), qr/^written/m, 'fields: again there is nothing to write';
($json) = report('--dry-run', '--write-back', 'symbol,field:Value=Rated voltage', $fields);
is writes($json), 'written CAP parameter Rated voltage - 2u2 Q3 Q4', 'fields: the value is one, too';
refused($wrong, 'no parameter is called "Colour", to which the field "Colour" would be written; write field:NAME=PARAMETER, or make it with "kidepot template add"',
    @import, '--write-back', 'field:Colour', $fields);
for my $bad ('field:', 'field:=mpn', 'field:MPN=', 'symbol,,field:MPN') {
    refused($wrong, qr/\A"[^"]*" is not written back; symbol, footprint and datasheet are, and field:NAME=PARAMETER\z/, @import, '--write-back', $bad, $fields);
}

# KiCad is given a parameter with its unit; in the catalogue the unit is the parameter's.
$db->psql(<<'SQL', 'writer');
insert into kidepot.parameter_template (id, name, unit, si_prefix) values (110, 'Accuracy', '%', false), (111, 'Power', 'W', false), (112, 'Resistance', E'\u03A9', true);
insert into kidepot.parameter (part_id, template_id, value) values (1, 110, '5'), (1, 111, '0.063'), (1, 112, '10000');
SQL
my $units = netlist('units',
    comp('R1', lib => 'KiDepot', part => 'RES{slash}10k', fields => { Accuracy => '5 %', Power => '63 mW', Resistance => '10 k&#x3A9;' }),
    comp('R2', lib => 'KiDepot', part => 'CAP', fields => { Accuracy => '1 %', Power => '100 mW', Resistance => '4k7' }),
    comp('R3', lib => 'KiDepot', part => 'CAP', fields => { Accuracy => '1%', Power => '0.1W', Resistance => '4.7 k&#x3A9;' }),
    comp('R4', lib => 'KiDepot', part => 'BARE', fields => { Accuracy => 'n.a. %', Power => '&#xB1;2 W', Resistance => '100 &#x3A9;' }),
);
my @units = ('--overwrite', 'always', '--write-back', 'field:Accuracy,field:Power,field:Resistance', $units);
($json) = report(@units);
is writes($json), <<'TEXT' =~ s/\n\z//r, 'units: what means the same is no difference, and no unit is written';
written BARE parameter Accuracy - n.a. R4
written BARE parameter Power - ±2 R4
written BARE parameter Resistance - 100 R4
written CAP parameter Accuracy - 1 R2 R3
written CAP parameter Power - 0.1 R2 R3
written CAP parameter Resistance - 4k7 R2 R3
TEXT
is decode('UTF-8', $db->psql("select array_to_string(field_values[array_length(field_values, 1) - 2:], ', ') from kicad.part where name = 'CAP'")), '1 %, 0.1 W, 4.7 kΩ', 'units: KiCad is given each once';
is writes((report('--dry-run', @units))[0]), '', 'units: again there is nothing to write';
$db->psql("update kidepot.parameter set value = case template_id when 110 then '5%' else '1/16W' end where part_id = 1 and template_id in (110, 111)", 'writer');
is $db->psql("select string_agg(v, ', ' order by n) from kicad.part, unnest(field_names, field_values) f (n, v) where name = 'RES/10k' and n in ('Accuracy', 'Power')"), '5%, 1/16W', 'units: KiCad is given none twice';
is writes((report('--dry-run', '--overwrite', 'always', '--write-back', 'field:Accuracy,field:Power', netlist('had',
    comp('R5', lib => 'KiDepot', part => 'RES{slash}10k', fields => { Accuracy => '5%', Power => '1/16W' }),
    comp('R6', lib => 'KiDepot', part => 'RES{slash}10k', fields => { Accuracy => '5% %', Power => '1/16 W' }))))[0]), '', 'units: a value that has its own is no difference';

# A description comes back with what KiCad was given around it, whatever the part is by now; that is no part of it.
$db->psql(<<'SQL', 'writer');
insert into kidepot.part (id, category_id, name, description, not_for_new_designs, mpn) values (60, 1, 'OBSOLETE', null, true, null), (61, 1, 'OLDER', E'two\nlines', true, null),
    (62, 1, 'STOCKED', 'in stock: (a)', false, 'S-1'), (63, 1, 'BEFORE', null, false, null), (64, 1, 'EDITED', 'as it was', true, 'E-1'), (65, 1, 'CALLED', 'Not for new designs. Really', false, null);
update kidepot.part set name = 'AFTER' where id = 63;
update kidepot.setting set stock_format = '[Stock: {1}] {0} ({part.MPN})';
insert into kidepot.location (id, name) values (1, 'Shelf');
insert into kidepot.stock_movement (part_id, location_id, quantity) values (62, 1, 12.5);
SQL
sub served { return $db->psql("select $_[0] from kicad.part where name = '$_[1]'") =~ s/\n/ /r }
my %served = (OBSOLETE => served('description', 'OBSOLETE'), OLDER => served('description', 'OLDER'), STOCKED => served('listed_description', 'STOCKED'),
    BEFORE => 'BEFORE', AFTER => served('listed_description', 'AFTER'), CALLED => 'Not for new designs. Really');
is_deeply [@served{qw(OBSOLETE OLDER STOCKED AFTER)}], ['Not for new designs. OBSOLETE', 'Not for new designs. two lines', '[Stock: 12.5] in stock: (a) (S-1)', '[Stock: 0] AFTER ()'],
    'descriptions: what KiCad is given';
my @described = ('--overwrite', 'always', '--write-back', 'field:Description', netlist('described', map { comp("D$_", lib => 'KiDepot', part => $_, fields => { Description => $served{$_} }) } sort keys %served));
is writes((report('--dry-run', @described))[0]), '', 'descriptions: what KiCad was given is no news';
$db->psql("insert into kidepot.stock_movement (part_id, location_id, quantity) values (62, 1, -10); update kidepot.part set not_for_new_designs = false", 'writer');
is writes((report('--dry-run', @described))[0]), '', 'descriptions: nor is what it was given before';
my $edited = netlist('edited', comp('E1', lib => 'KiDepot', part => 'EDITED', fields => { Description => 'Not for new designs. a better word' }),
    comp('E2', lib => 'KiDepot', part => 'EDITED', fields => { Description => '[Stock: 3] Not for new designs. a better word (E-1)' }));
is writes((report('--overwrite', 'always', '--write-back', 'field:Description', $edited))[0]), 'written EDITED description as it was a better word E1 E2', 'descriptions: what was typed is written without it';
is $db->psql('select description from kidepot.part where id = 64'), 'a better word', 'descriptions: the part';
$db->psql(q{update kidepot.setting set stock_format = '{1} in\stock $ {part.IPN}'}, 'writer');
is writes((report('--dry-run', '--overwrite', 'always', '--write-back', 'field:Description', netlist('bare', comp('E3', lib => 'KiDepot', part => 'EDITED', fields => { Description => '7 in\stock $' }))))[0]), '',
    'descriptions: a format without the description';

# What is given back of what KiCad was given by each format, at a stock that is another by now.
my %own = ('R1k' => 5, 'Connector 2' => 15, '4k7 resistor' => 5, '0.5 W 1 %' => 0.25, '5' => 12.5, 'a 3 b' => 100, 'x [Stock: 7]' => 8);
my @own = sort keys %own;
$db->psql("insert into kidepot.part (id, category_id, name, description) select 70 + n, 1, 'GIVEN' || n, 'as it was' from generate_series(0, $#own) n", 'writer');
sub given_back {
    my ($format, @texts) = @_;
    $db->psql("update kidepot.setting set stock_format = '$format'", 'writer');
    my ($found) = report('--dry-run', '--overwrite', 'always', '--write-back', 'field:Description',
        netlist('format', map { comp("F$_", lib => 'KiDepot', part => "GIVEN$_", fields => { Description => $texts[$_] }) } 0 .. $#texts));
    my %new = map { $_->{part} => $_->{new_value} } @{ $found->{writes} };
    return [map { $new{"GIVEN$_"} } 0 .. $#texts];
}
sub with_stock {
    my ($format) = @_;
    return map { $db->psql("select kidepot.stock_text('$format', '$_', $own{$_}, '{MPN}', '{E-1 7}')") } @own;
}
for my $format ('{0} {1}', '{1} {0}', '[Stock: {1}] {0}', '{0} [Stock: {1}]', '{0}x{1}', '{1} pcs. {0}', '{1} {0} ({part.MPN})', '{0} ({part.MPN}) {1}') {
    is_deeply given_back($format, with_stock($format)), \@own, "descriptions: given back by $format";
}
for my $format ('{0}{1}', '{1}{0}', '{0}.{1}', '{1}.5{0}', '{0} {part.MPN} {1}', '{part.MPN} {1} {0}', '{0} {1} {part.MPN}', '{1} {part.MPN}{0}') {
    is_deeply given_back($format, with_stock($format)), [(undef) x @own], "descriptions: cannot be told apart in $format";
}
my @typed = ('4k7 resistor', 'R1k, typed');
for my $format ('{0} {1}', '{1} {0}', '{0}{1}', '[Stock: {1}] {0}', '{0} [Stock: {1}]') {
    is_deeply given_back($format, @typed), \@typed, "descriptions: what $format did not make is written whole";
}
$db->psql("delete from kidepot.part where name like 'GIVEN%'", 'writer');

# Libraries of a published package have a prefix in schematics and none in the catalogue.
$db->psql(<<'SQL', 'writer');
insert into kidepot.part (id, category_id, name, ipn, value, footprint) values (50, 1, 'OWN', 'I50', '47k', 'Acme:0603'), (51, 1, 'EMPTY', 'I51', null, null);
insert into kidepot.package (id, identifier, type, name, metadata) values (1, 'org.example.parts', 'library', 'P', '{}');
begin;
insert into kidepot.package_version (id, package_id, name, version, status, kicad_version, metadata, archive_sha256, download_size, install_size)
    values (1, 1, 'org.example.parts 1', '1', 'stable', '8.0', '{}', repeat('0', 64), 1, 1);
insert into kidepot.kicad_library (kind, stem, source, package_version_id) values ('symbol', 'Acme', 'package', 1), ('footprint', 'Acme', 'package', 1);
commit;
SQL
my $prefixed = netlist('prefixed',
    comp('X1', value => '47k', footprint => 'PCM_Acme:0603', lib => 'PCM_Acme', part => 'R'),
    comp('X2', value => '47k', footprint => 'Acme:0603', lib => 'PCM_Acme', part => 'R'),
    comp('X3', value => '47k', footprint => 'PCM_Other:0603', lib => 'PCM_Acme', part => 'R'),
    comp('X4', fields => { ipn => 'I51' }, footprint => 'PCM_Acme:0805', lib => 'PCM_Acme', part => 'R'),
);
($json, $of) = report('--overwrite', 'always', '--write-back', 'symbol,footprint', $prefixed);
is_deeply $of, { X1 => 'matched value OWN', X2 => 'matched value OWN', X3 => 'unmatched no part has its name, nor the value "47k" with the footprint "PCM_Other:0603"', X4 => 'matched ipn EMPTY' },
    'prefix: value and footprint are found with it and without';
is writes($json), join("\n", 'written EMPTY footprint Cat:Default Acme:0805 X4', 'written EMPTY symbol - Acme:R X4', 'written OWN symbol - Acme:R X1 X2'), 'prefix: it is not written back';
is_deeply parts("ipn in ('I50', 'I51')"), ["EMPTY\tAcme:R\tAcme:0805\t", "OWN\tAcme:R\tAcme:0603\t"], 'prefix: the parts';
is_deeply [report('--dry-run', '--overwrite', 'always', '--write-back', 'symbol,footprint', $prefixed)]->[0]{writes}, [], 'prefix: again there is nothing to write';

refused($wrong, '"value" is not written back; symbol, footprint and datasheet are, and field:NAME=PARAMETER', @import, '--write-back', 'symbol,value', $back);
refused($wrong, 'no rule is called "x}"; there are library, id, ipn, mpn, name and value', @import, '--match', 'name,x}', $back);
refused($wrong, qr/\Ano rule is called "";/, @import, '--match', '', $back);
refused($usage, qr/\A--field "sku=x": write id=NAME, ipn=NAME or mpn=NAME/, @import, '--field', 'sku=x', $back);
refused($usage, qr/\A--csv and --json exclude each other/, @import, '--csv', '--json', $back);
is kidepot(@import, '--csv', $back, \'/dev/full')->{status}, $output, 'CSV: stdout is full';

done_testing;
