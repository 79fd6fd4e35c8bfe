# The netlists that are kept: which there are, where a part is used, what was decided, and
# how each goes away again.

use v5.28;
use warnings;
use Test::More;
use JSON::PP qw(decode_json);
use KiDepot::Cli qw(kidepot good refused);
use KiDepot::Database;
use KiDepot::Sandbox qw(scratch_dir write_text);

my ($wrong, $usage) = (2, 4);
my $dir = scratch_dir();
my $db = KiDepot::Database->new;
my @netlist = ('--conninfo', $db->conninfo('writer'), 'netlist');
my $time = qr/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/;

sub comp {
    my ($ref, $value, @flags) = @_;
    state $id = 0;
    $id++;
    return "<comp ref=\"$ref\"><value>$value</value><libsource lib=\"Device\" part=\"R\"/>" . join('', map { "<property name=\"$_\"/>" } @flags)
        . "<sheetpath names=\"/\" tstamps=\"/\"/><tstamps>u$id</tstamps></comp>\n";
}
sub variant {
    my ($name, $flags, @fields) = @_;
    return "<variant name=\"$name\">" . join('', map { "<property name=\"$_\" value=\"$flags->{$_}\"/>" } sort keys %$flags)
        . '<fields>' . join('', map { "<field name=\"$_\">other</field>" } @fields) . '</fields></variant>';
}
sub import_of {
    my ($project, $revision, @comps) = @_;
    my $file = write_text("$dir/$project-$revision.xml", '<export version="E"><design><tool>Eeschema 9.0.8</tool></design><components>' . join('', @comps) . '</components></export>');
    return good("import $project $revision", @netlist, 'import', $file, '--project', $project, '--revision', $revision, $main::decisions ? ('--decisions', $main::decisions) : ());
}
sub json { return decode_json(good("@_", @netlist, @_, '--json')) }

refused($wrong, 'there is no project yet; "kidepot netlist import" makes one', @netlist, 'list', 'amp');
is good('no project', @netlist, 'projects'), "name  revisions  decisions  imported_at\n", 'nothing is there';

$db->psql("insert into kidepot.part (id, name, ipn) values (1, 'RES', 'R-1'), (2, 'CAP', null), (3, 'NONE', null)", 'writer');
import_of('amp', '1', comp('R1', 'RES'), comp('R2', 'RES'), comp('C1', 'CAP'));
# What is different in variants: R10 has another field, R2 to R6 other flags; in "none" nothing that counts is.
my %in = (
    R10 => variant('lite', { dnp => 0 }, 'MPN') . variant('none', { exclude_from_pos_files => 1 }),
    R2 => variant('lite', { dnp => 1 }, 'MPN'),
    R3 => variant('lite', { dnp => 1 }),
    R4 => variant('lite', { exclude_from_bom => 1 }, 'Value'),
    R5 => variant('lite', { dnp => 0 }),
    R6 => variant('other', { exclude_from_bom => 0 }),
);
import_of('amp', '2', map { my ($comp, $ref) = @$_; $in{$ref} ? $comp =~ s{(?=<libsource)}{<variants>$in{$ref}</variants>}r : $comp }
    (map { [comp("R$_", 'RES'), "R$_"] } 10, 2, 3, 4), [comp('R5', 'RES', 'dnp'), 'R5'], [comp('R6', 'RES', 'exclude_from_bom', 'dnp'), 'R6'], [comp('C1', 'what'), 'C1']);
import_of('psu', 'A', comp('R1', 'RES'), comp('U1', 'odd'));

# --- which there are

my $list = json('list');
is_deeply [map { "$_->{project} $_->{revision} $_->{components} $_->{matched}" } @$list], ['psu A 2 1', 'amp 2 7 6', 'amp 1 3 3'], 'all, the newest first';
is_deeply [@{ $list->[0] }{qw(kicad tool nets sheets source)}], [9, 'Eeschema 9.0.8', 0, 0, undef], 'what is known of them';
is_deeply [map { $_->{revision} } @{ json('list', 'amp') }], [2, 1], 'of one project';
like good('list', @netlist, 'list', 'psu'), qr/\Aproject +revision +kicad .*\npsu +A +9 .*$time .*\n\z/, 'for people';
refused($wrong, 'there is no project "Amp"; there are "amp", "psu"', @netlist, 'list', 'Amp');
is_deeply [map { "$_->{name} $_->{revisions} $_->{decisions}" } @{ json('projects') }], ['amp 2 0', 'psu 1 0'], 'the projects';
like good('projects', @netlist, 'projects'), qr/^amp +2 +0 +$time$/m, 'the projects, for people';

# --- where a part is used

is good('where-used', @netlist, 'where-used', 'RES'), <<'TEXT', 'the last revision of each project, references in their order';
project  revision  variant  section   quantity  references
psu      A                  fitted    1         R1
amp      2                  fitted    4         R2-R4 R10
amp      2                  dnp       1         R5
amp      2                  excluded  1         R6
amp      2         lite     fitted    1         R5
amp      2         lite     dnp       2         R2 R3
amp      2         lite     excluded  2         R4 R6
amp      2         lite     changed   1         R10
amp      2         other    fitted    4         R2-R4 R10
amp      2         other    dnp       2         R5 R6
TEXT
like good('all', @netlist, 'where-used', 'ipn:R-1', '--all'), qr/^amp +1 +fitted +2 +R1 R2$/m, 'in all revisions, by its IPN';
is good('CSV', @netlist, 'where-used', '1', '--csv'), join("\r\n", 'project,revision,variant,section,quantity,references', 'psu,A,,fitted,1,R1', 'amp,2,,fitted,4,R2 R3 R4 R10',
    'amp,2,,dnp,1,R5', 'amp,2,,excluded,1,R6', 'amp,2,lite,fitted,1,R5', 'amp,2,lite,dnp,2,R2 R3', 'amp,2,lite,excluded,2,R4 R6',
    'amp,2,lite,changed,1,R10', 'amp,2,other,fitted,4,R2 R3 R4 R10', 'amp,2,other,dnp,2,R5 R6', ''), 'CSV: all references';
my $used = json('where-used', 'RES');
is_deeply [@{ $used->[1] }{qw(project revision fitted dnp excluded fitted_references dnp_references excluded_references)}],
    ['amp', '2', 4, 1, 1, [qw(R10 R2 R3 R4)], ['R5'], ['R6']], 'JSON: in the order of the netlist';
is_deeply [sort keys %{ $used->[0] }], [qw(dnp dnp_references excluded excluded_references fitted fitted_references id imported_at project revision variants)], 'JSON: the members';
is_deeply $used->[0]{variants}, [], 'JSON: a schematic without variants';
is_deeply $used->[1]{variants}, [
    { variant => 'lite', fitted => 1, dnp => 2, excluded => 2, changed => 1, fitted_references => ['R5'], dnp_references => [qw(R2 R3)],
        excluded_references => [qw(R4 R6)], changed_references => ['R10'] },
    { variant => 'other', fitted => 4, dnp => 2, excluded => 0, changed => 0, fitted_references => [qw(R10 R2 R3 R4)], dnp_references => [qw(R5 R6)],
        excluded_references => [], changed_references => [] },
], 'JSON: variants';
is_deeply json('where-used', 'CAP'), [], 'no more in the last revision';
is_deeply [map { $_->{revision} } @{ json('where-used', 'CAP', '--all') }], [1], 'but before';
is good('nowhere', @netlist, 'where-used', 'NONE'), "project  revision  variant  section  quantity  references\n", 'nowhere';
refused($wrong, qr/\Ano part "WHAT" is there/, @netlist, 'where-used', 'WHAT');
refused($usage, '--csv and --json exclude each other; see "kidepot netlist where-used --help"', @netlist, 'where-used', 'RES', '--csv', '--json');

# --- what was decided

{
    local $main::decisions = write_text("$dir/decisions", "U1 = CAP\nR1 = none\n");
    import_of('psu', 'A', comp('R1', 'RES'), comp('U1', 'odd'));
}
my $decided = json('decisions', 'psu');
is_deeply [map { [$_->{value}, $_->{part}, $_->{part_id}, $_->{symbol}, $_->{mpn}] } @$decided], [['RES', undef, undef, 'R', undef], ['odd', 'CAP', 2, 'R', undef]], 'the newest first';
like $decided->[0]{who}, qr/^user /, 'by whom';
like $decided->[0]{decided_at}, qr/\A$time\z/, 'when';
like good('for people', @netlist, 'decisions', 'psu'), qr/^id +part_id +part +library .*\n\d+ +Device +R +RES /, 'for people';
is_deeply json('decisions', 'amp'), [], 'another project has its own';
refused($wrong, qr/\Athere is no project "x"/, @netlist, 'decisions', 'x');
my $odd = $decided->[1]{id};
refused($wrong, "the project has no decision $odd; \"kidepot netlist decisions\" lists them", @netlist, 'forget', 'amp', $odd);
refused($wrong, '"R1" is no decision\'s number; "kidepot netlist decisions" lists them', @netlist, 'forget', 'psu', 'R1');
is good('forget', @netlist, 'forget', 'psu', $odd), "forgot decision $odd: the next import goes by the rules again\n", 'forgotten';
is_deeply [map { $_->{value} } @{ json('decisions', 'psu') }], ['RES'], 'one is left';
like import_of('psu', 'A', comp('R1', 'RES'), comp('U1', 'odd')), qr/: 0 matched, 0 ambiguous, 1 unmatched, 1 no part$/m, 'the rules are gone by again';

# --- removed

is good('rm', @netlist, 'rm', 'amp', '1'), "removed revision \"1\" of project \"amp\"\n", 'a revision';
is_deeply [map { $_->{revision} } @{ json('list', 'amp') }], [2], 'the other one stays';
refused($wrong, 'project "amp" has no revision "1"; it has "2"', @netlist, 'rm', 'amp', '1');
refused($wrong, 'project "amp" holds 1 revision and 0 decisions; remove these first, or all of it with "--all", over HTTP "all=true"', @netlist, 'rm', 'amp');
refused($wrong, 'project "psu" holds 1 revision and 1 decision; remove these first, or all of it with "--all", over HTTP "all=true"', @netlist, 'rm', 'psu');
is_deeply [map { "$_->{name} $_->{revisions}" } @{ json('projects') }], ['amp 1', 'psu 1'], 'refused: all is there';
refused($usage, '--all is of a project, not of a revision; see "kidepot netlist rm --help"', @netlist, 'rm', 'amp', '2', '--all');
good('the last revision', @netlist, 'rm', 'amp', '2');
refused($wrong, 'project "amp" has no revision', @netlist, 'rm', 'amp', '2');
is good('an empty project', @netlist, 'rm', 'amp'), "removed project \"amp\"\n", 'an empty project';
good('with all in it', @netlist, 'rm', 'psu', '--all');
is $db->psql(join ' union all ', map { "select count(*) from kidepot.$_" } qw(project)), 0, 'none is left';
is $db->psql('select sum(n) from (' . join(' union all ', map { "select count(*) as n from kidepot.$_" } qw(revision component decision sheet net node libpart)) . ') x'), 0, 'nor what they held';
is $db->psql('select count(*) from kidepot.part'), 3, 'parts are left alone';

# --- the history of all that

my $replaced = 'psu changed revision A -netlist +netlist';
my @history = $db->psql("select concat_ws(' ', name, action, regexp_replace(field, '[0-9]+ on', 'N on'), '-' || left(old_value, 7), '+' || left(new_value, 7))
                           from kidepot.change where kind = 'project' order by id");
is_deeply \@history, ['amp added', 'amp changed revision 2 +netlist', 'psu added',
    'psu changed decision N on Device R odd +part 2', 'psu changed decision N on Device R RES +no part', $replaced,
    'psu changed decision N on Device R odd -part 2', $replaced, 'amp changed revision 1 -netlist', 'amp changed revision 2 -netlist', 'amp removed -{"id": ',
    'psu changed decision N on Device R RES -no part', 'psu changed revision A -netlist', 'psu removed -{"id": '], 'who did what is told';

done_testing;
