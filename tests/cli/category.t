# kidepot category: the tree kept, each thing that can be wrong with it, and what
# becomes of the parts in KiCad.

use v5.28;
use warnings;
use utf8;
use Test::More;
use JSON::PP qw(decode_json);
use KiDepot::Cli qw(kidepot good refused);
use KiDepot::Database;
use KiDepot::Sandbox qw(run program);

my ($wrong, $ours, $usage) = (2, 1, 4);
my $db = KiDepot::Database->new;
my @as_writer = ('--conninfo', $db->conninfo('writer'), 'category');
my $hint = '"kidepot category list" shows them';

sub rows { decode_json(good('category list --json', @as_writer, 'list', '--json')) }
sub shown { decode_json(good("category show @_", @as_writer, 'show', '--json', @_)) }
sub paths { join ' ', map { $_->{path} } @{ rows() } }
sub says { my ($said, @words) = @_; is good("category @words", @as_writer, @words), "$said\n", "@words" }
sub part { scalar $db->psql("select coalesce($_[1], '') from kicad.part where name = '$_[0]'") }

# --- add

is good('list of none', @as_writer, 'list'),
    "id  path  exposed  parts  symbol  footprint  reference  value template  value parameter  footprint parameter\n",
    'an empty list has its head';
is_deeply rows(), [], 'an empty list in JSON';
says('added category Passives', 'add', 'Passives');
says('added category Passives/Resistors', 'add', 'Passives/Resistors', '--symbol', 'Device:R', '--reference', 'R');
refused($wrong, 'no category "A" is there; add it first, or with --parents', @as_writer, 'add', 'A/B/C');
says('added category A/B/C and 2 above it', 'add', 'A/B/C', '--parents', '--description', 'µ', '--exposed', 'no');
says('added category A/B/D', 'add', 'A/B/D', '--parents');
is paths(), 'A A/B A/B/C A/B/D Passives Passives/Resistors', 'they are there, in order';
refused($wrong, 'category "A/B" is there already; "kidepot category set" changes it', @as_writer, 'add', 'A/B', @$_) for [], ['--parents'];
refused($wrong, "category \"$_\": a name in the path is empty; write it as \"Passives/Resistors\"", @as_writer, 'add', $_, '--parents')
    for '', '/', '/x', 'x/', 'x//y';
refused($wrong, 'name: the text has a control character; give one line of text', @as_writer, 'add', $_, '--parents') for "x\ny", "x/\x{7f}";
refused($wrong, 'the name is not UTF-8', @as_writer, 'add', "\xff\xfe");
refused($wrong, 'name "' . 'x' x 100 . '...": the text is longer than 1000 characters; shorten it', @as_writer, 'add', 'x' x 1001);
refused($wrong, 'category " x": a category\'s name has no blanks at its ends; leave them out', @as_writer, 'add', ' x');
my %bad = (
    symbol => { 'R' => 'symbols and footprints are written as KiCad does, "Library:Name"', 'a:b:c' => 'symbols and footprints are written as KiCad does, "Library:Name"',
        'a:b;c:d' => 'symbols and footprints are written as KiCad does, "Library:Name"', 'a:b;c' => 'the text has a ";"; name one symbol or footprint' },
    footprint => { ':R' => 'symbols and footprints are written as KiCad does, "Library:Name"' },
);
for my $option (sort keys %bad) {
    for my $value (sort keys %{ $bad{$option} }) {
        refused($wrong, "$option \"$value\": $bad{$option}{$value}", @as_writer, 'add', 'New/Sub', '--parents', "--$option", $value);
        refused($wrong, "$option \"$value\": $bad{$option}{$value}", @as_writer, 'set', 'A', "--$option", $value);
    }
}
refused($wrong, 'symbol "L:' . 'x' x 98 . '...": the text is longer than 400 characters; shorten it', @as_writer, 'add', 'New', '--symbol', 'L:' . 'x' x 400);
refused($wrong, 'description "' . 'x' x 100 . '...": the text is longer than 10000 characters; shorten it', @as_writer, 'set', 'A', '--description', 'x' x 10001);
refused($wrong, "$_->[0] \"" . 'x' x 100 . '...": the text is longer than 1000 characters; shorten it', @as_writer, 'set', 'A', $_->[1], 'x' x 1001)
    for ['reference', '--reference'], ['value template', '--value-template'], ['name', '--name'];
refused($wrong, '--symbol has a control character or is not UTF-8', @as_writer, 'add', 'New', '--symbol', "a:\n");
refused($wrong, '--exposed is "maybe", not one of: yes no inherit', @as_writer, 'add', 'New', '--exposed', 'maybe');
refused($wrong, 'no parameter "Nope" is there; "kidepot template list" shows them', @as_writer, 'add', 'New/Sub', '--parents', $_, 'Nope')
    for '--value-parameter', '--footprint-parameter';
refused($usage, 'PATH is missing; see "kidepot category add --help"', @as_writer, 'add');
my $long = join '', map { chr(0x4e00 + ($_ * 7919) % 20000) } 1 .. 1000;
utf8::encode($long);
refused($wrong, qr{\Acategory "[^"]+": a text is longer than an index can hold; shorten it\z}, @as_writer, 'add', $long);
is paths(), 'A A/B A/B/C A/B/D Passives Passives/Resistors', 'none of these was made';

# --- show and list

$db->psql(<<~'SQL', 'writer');
    insert into kidepot.parameter_template (name, field_name) values ('Resistance', null), ('Package', 'Case');
    insert into kidepot.part (category_id, name)
    select category_id, 'R1' from kidepot.category_resolved where path = 'Passives/Resistors';
    insert into kidepot.parameter (part_id, template_id, value)
    select p.id, t.id, case t.name when 'Resistance' then '4k7' else '0805' end
      from kidepot.part p, kidepot.parameter_template t where t.name in ('Resistance', 'Package');
    SQL
my ($id) = map { $_->{id} } grep { $_->{path} eq 'Passives/Resistors' } @{ rows() };
my ($parent_id) = map { $_->{id} } grep { $_->{path} eq 'Passives' } @{ rows() };
my %none = map { $_ => undef } qw(symbol footprint reference value_template value_parameter footprint_parameter);
is_deeply shown('Passives/Resistors'), {
    %none, id => $id, path => 'Passives/Resistors', name => 'Resistors', parent_id => $parent_id,
    description => undef, parts => 1, categories => 0,
    exposed => undef, symbol => 'Device:R', reference => 'R', fields => [],
    resolved => { %none, exposed => JSON::PP::true, symbol => 'Device:R', reference => 'R' },
}, 'shown in JSON';
is_deeply shown($id), shown('Passives/Resistors'), 'by its id too';
is shown('A/B/C')->{resolved}{exposed}, JSON::PP::false, 'not exposed';
is shown('A/B/C')->{exposed}, JSON::PP::false, 'by its own word';
is shown('A/B/C')->{description}, 'µ', 'a description';
is shown('A')->{categories}, 1, 'with its sub-categories counted';
like good('list', @as_writer, 'list'), qr{^$id +Passives/Resistors +yes, inherited +1 +Device:R +R$}m, 'listed in a table';
like good('list', @as_writer, 'list'), qr{^\d+ +A/B/C +no +0$}m, 'with what is its own told apart';
refused($wrong, "no category \"$_\" is there; $hint", @as_writer, 'show', $_) for 'None', '0', '999', 'A/', '';
refused($wrong, "the category has a control character or is not UTF-8; $hint", @as_writer, 'show', $_) for "\n", "\xff";
refused($wrong, "no category \"None\" is there; $hint", @as_writer, @$_)
    for ['set', 'None', '--name', 'x'], ['rm', 'None'], ['field', 'None', 'Package', '--name', 'x'];

# --- set

is part('R1', 'symbol'), 'Device:R', 'the part has its category\'s symbol';
says('changed category Passives', 'set', 'Passives', '--symbol', 'Device:C', '--footprint', 'Lib:F');
says('nothing to change in category Passives', 'set', 'Passives', '--symbol', 'Device:C', '--footprint', 'Lib:F');
says('changed category Passives/Resistors', 'set', $id, '--symbol', '');
is part('R1', 'symbol'), 'Device:C', 'unset: that of the category above';
is part('R1', 'footprint'), 'Lib:F', 'and its footprint';
like good('show', @as_writer, 'show', $id), qr/^symbol +Device:C +inherited\n.*^reference +R +own$/ms, 'shown as inherited and own';
says('nothing to change in category Passives/Resistors', 'set', $id, @$_)
    for ['--symbol', ''], ['--exposed', 'inherit'], ['--description', ''], ['--value-parameter', ''], ['--footprint-parameter', ''],
        ['--value-template', ''], ['--name', 'Resistors'], ['--parent', 'Passives'];
says('changed category Passives/Resistors', 'set', $id, '--value-parameter', 'Resistance', '--footprint-parameter', 'Package');
is part('R1', 'value'), '4k7', 'the value is the parameter';
is shown($id)->{footprint_parameter}, 'Package', 'parameters are shown by name';
says('changed category Passives/Resistors', 'set', $id, '--value-template', '${Resistance} ${Package}', '--value-parameter', '');
is part('R1', 'value'), '4k7 0805', 'the value is the template';
says('changed category Passives', 'set', 'Passives', '--exposed', 'no');
is part('R1', 'name'), '', 'not exposed: not in KiCad';
says('changed category Passives/Resistors', 'set', $id, '--exposed', 'yes');
is part('R1', 'name'), 'R1', 'exposed below';
is $db->psql('select name from kicad.category'), "A/B/D\nPassives/Resistors", 'and so the category';
says('changed category Passives/Resistors', 'set', $id, '--exposed', 'inherit');
says('changed category Passives', 'set', 'Passives', '--exposed', 'inherit');
says('changed category Passives/Chip', 'set', $id, '--name', 'Chip');
says('changed category A/Chip', 'set', $id, '--parent', 'A');
is shown('A/Chip')->{id}, $id, 'renamed and moved';
is part('R1', 'category_id'), $id, 'the part is still in it';
is part('R1', 'symbol'), '', 'and has no symbol, for there is none above';
says("changed category Chip", 'set', 'A/Chip', '--parent', $_->[0]), says('changed category A/Chip', 'set', 'Chip', '--parent', 'A') for ['/'], [''];
refused($wrong, 'a category needs a name', @as_writer, 'set', 'A', '--name', '');
refused($wrong, 'category "A": a category\'s name has no "/", which is written in paths', @as_writer, 'set', 'A', '--name', 'x/y');
refused($wrong, 'category "A": a category\'s name has no blanks at its ends; leave them out', @as_writer, 'set', 'A', '--name', 'x ');
refused($wrong, 'category "A/B/D": a category of that name is in that place already; give another name', @as_writer, 'set', 'A/B/D', '--name', 'C');
refused($wrong, "category \"A\": a category cannot be below itself; give a parent that is not one of its sub-categories", @as_writer, 'set', 'A', '--parent', $_)
    for 'A', 'A/B', 'A/B/C';
refused($wrong, "no category \"Nope\" is there; $hint", @as_writer, 'set', 'A', '--parent', 'Nope', '--name', 'Z');
refused($wrong, 'no parameter "Nope" is there; "kidepot template list" shows them', @as_writer, 'set', 'A', '--value-parameter', 'Nope', '--symbol', 'a:b');
is shown('A')->{resolved}{symbol}, undef, 'none of these changed anything';
refused($usage, 'no option says what to change; see "kidepot category set --help"', @as_writer, 'set', 'A');
says('added category 999', 'add', '999');
says('changed category A/999', 'set', '999', '--parent', 'A');
says('added category ' . $id, 'add', $id);
is shown($id)->{path}, $id, 'a path wins over an id';
says("removed category $id", 'rm', $id);

# --- field

my $chip = 'A/Chip';
is part('R1', q{array_to_string(field_names, ' ')}), 'Case Resistance', 'the fields as the parameters say';
says("changed field Package of category A", 'field', 'A', 'Package', '--name', 'Size', '--visible', 'yes');
says("nothing to change in field Package of category A", 'field', 'A', 'Package', '--visible', 'yes');
is part('R1', q{array_to_string(field_names, ' ')}), 'Resistance Size', 'a field is renamed';
is part('R1', q{field_visible[array_position(field_names, 'Size')]::text}), 'true', 'and drawn';
says("changed field Package of category $chip", 'field', $chip, 'Package', '--served', 'no');
is part('R1', q{array_to_string(field_names, ' ')}), 'Resistance', 'not served';
my $package_id = $db->psql(q{select id from kidepot.parameter_template where name = 'Package'});
is_deeply shown($chip)->{fields}, [{ parameter => 'Package', parameter_id => $package_id, name => undef, visible => undef, served => JSON::PP::false,
    resolved => { name => 'Size', visible => JSON::PP::true, served => JSON::PP::false } }], 'own and inherited words in JSON';
like good('show', @as_writer, 'show', $chip),
    qr/^field Package name +Size +inherited\nfield Package visible +yes +inherited\nfield Package served +no +own$/m, 'and in the table';
says("changed field Package of category $chip", 'field', $chip, 'Package', '--served', 'inherit');
says("nothing to change in field Package of category $chip", 'field', $chip, 'Package', '--served', 'inherit', '--name', '');
says("changed field Package of category A", 'field', 'A', 'Package', '--visible', 'inherit');
is $db->psql('select count(*) from kidepot.category_field'), 1, 'what is left of a row stays';
says("changed field Package of category A", 'field', 'A', 'Package', '--name', '');
is $db->psql('select count(*) from kidepot.category_field'), 0, 'nothing left: no row';
says("changed field MPN of category A", 'field', 'A', 'MPN', '--visible', 'yes');
refused($wrong, 'no parameter "Nope" is there; "kidepot template list" shows them', @as_writer, 'field', 'A', 'Nope', '--visible', 'yes');
refused($wrong, 'a field needs a parameter; "kidepot template list" shows them', @as_writer, 'field', 'A', '', '--visible', 'yes');
refused($wrong, 'name "' . 'x' x 100 . '...": the text is longer than 1000 characters; shorten it', @as_writer, 'field', 'A', 'MPN', '--name', 'x' x 1001);
refused($wrong, 'parameter: the text has a control character; give one line of text', @as_writer, 'field', 'A', "\n", '--visible', 'yes');
refused($usage, 'no option says what to change; see "kidepot category field --help"', @as_writer, 'field', 'A', 'MPN');
refused($usage, 'PATH|ID PARAMETER is missing; see "kidepot category field --help"', @as_writer, 'field', 'A');

# --- rm

refused($wrong, 'category "A" has 3 sub-categories and 0 parts; move or remove them first', @as_writer, 'rm', 'A');
refused($wrong, 'category "A/Chip" has 0 sub-categories and 1 part; move or remove them first', @as_writer, 'rm', $id);
says("removed category A/B/$_", 'rm', "A/B/$_") for 'C', 'D';
$db->psql("update kidepot.part set category_id = null", 'writer');
says('removed category A/Chip', 'rm', $id);
is paths(), 'A A/999 A/B Passives', 'what is left';

# --- names that KiCad could not tell apart

$db->psql(q{update kidepot.setting set uncategorized = 'Other'}, 'writer');
my $clash = '"Other" would be a category and where parts without one are shown; give one of them another name';
refused($wrong, $clash, @as_writer, 'add', 'Other');
refused($wrong, $clash, @as_writer, 'set', 'Passives', '--name', 'Other');
says('added category Passives/Other', 'add', 'Passives/Other');
refused($wrong, $clash, @as_writer, 'set', 'Passives/Other', '--parent', '/');

# --- two at once

my $two = run(command => ['sh', '-c', '"$@" & "$@" & wait', 'sh', program('kidepot'), @as_writer, 'add', 'T/U/V', '--parents']);
is $two->{out}, "added category T/U/V and 2 above it\n", 'of two that add the same, one does';
is $two->{err}, qq(kidepot: category "T/U/V" is there already; "kidepot category set" changes it\n), 'and the other is told';

is kidepot(@as_writer, @$_, \'/dev/full')->{status}, 3, "@$_ to a full disk" for ['list'], ['list', '--json'], ['show', 'A'];
my @as_web = ('--conninfo', $db->conninfo('web'), 'category');
refused($ours, qr/permission denied/, @as_web, @$_) for ['list'], ['add', 'x'], ['rm', 'x'];
my $empty = KiDepot::Database->new(empty => 1);
refused($ours, qr/; run "kidepot migrate"\z/, '--conninfo', $empty->conninfo('super'), 'category', @$_)
    for ['list'], ['add', 'x'], ['rm', 'x'];

done_testing;
