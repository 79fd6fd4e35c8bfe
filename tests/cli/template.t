# kidepot template: the parameters that parts may have, made, changed, listed,
# removed, and what becomes of them in KiCad.

use v5.28;
use warnings;
use utf8;
use Test::More;
use JSON::PP qw(decode_json);
use KiDepot::Cli qw(kidepot good refused);
use KiDepot::Database;

my ($wrong, $ours, $usage) = (2, 1, 4);
my $db = KiDepot::Database->new;
my @as_writer = ('--conninfo', $db->conninfo('writer'));
my @template = (@as_writer, 'template');

sub template {
    my ($name) = @_;
    my ($found) = grep { $_->{name} eq $name } @{ decode_json(good('template list --json', @template, 'list', '--json')) };
    return $found;
}
sub fields {
    my $fields = $db->psql("select field_names::text || field_values::text || field_visible::text from kicad.part where name = 'R1'");
    utf8::decode($fields);
    return $fields;
}

like good('template list', @template, 'list'), qr/\Aname          unit  field_name  visible  served  si_prefix  parts\n/, 'the list has its head';
is good('template add', @template, 'add', 'Resistance', '--unit', 'Ω', '--si-prefix', 'yes'), '', 'template add says nothing';
my $made = template('Resistance');
is_deeply [@$made{qw(unit field_name parts)}, map { $_ ? 1 : 0 } @$made{qw(visible served si_prefix)}], ['Ω', undef, 0, 0, 1, 1], 'as it was given';
good('with all', @template, 'add', 'Tolerance', '--field-name', 'Tol', '--visible', 'yes', '--served', 'yes', '--si-prefix', 'no');
good('a part', @as_writer, 'part', 'add', 'R1', '--category', 'R', '--make-category', '--symbol', 'Device:R', '--parameter', 'Resistance=4700', '--parameter', 'Tolerance=1%');
is fields(), '{Resistance,Tol}{"4.7 kΩ",1%}{f,t}', 'KiCad has both as fields';
is template('Tolerance')->{parts}, 1, 'it is used by a part';
good('set', @template, 'set', 'Tolerance', '--field-name', '', '--visible', 'no');
is fields(), '{Resistance,Tolerance}{"4.7 kΩ",1%}{f,f}', 'an empty field name is the parameter\'s name';
good('not served', @template, 'set', 'Resistance', '--served', 'no');
is fields(), '{Tolerance}{1%}{f}', 'one not served is no field';
good('set', @template, 'set', 'Resistance', '--served', 'yes', '--si-prefix', 'no', '--unit', '');
is fields(), '{Resistance,Tolerance}{4700,1%}{f,f}', 'without unit and prefix';
good('a column of the part', @template, 'set', 'MPN', '--field-name', 'Part number');
good('its value', @as_writer, 'part', 'set', 'R1', '--mpn', 'X');
like fields(), qr/\A\{"Part number",/, 'has another field name';
is template('MPN')->{parts}, 1, 'and is counted';
good('called otherwise', @template, 'set', 'MPN', '--name', 'Order code');
good('its value', @as_writer, 'part', 'set', 'R1', '--mpn', 'Y');
like fields(), qr/\A\{"Part number",.*\{Y,/, 'it is still the part\'s own';
good('and back', @template, 'set', 'Order code', '--name', 'MPN');

good('another name', @template, 'set', 'Tolerance', '--name', 'Accuracy');
like fields(), qr/Accuracy/, 'is that of the field in KiCad';
is template('Accuracy')->{parts}, 1, 'parts have it still';
good('and back', @template, 'set', 'Accuracy', '--name', 'Tolerance');
refused($wrong, 'another parameter has that name; give another name', @template, 'set', 'Tolerance', '--name', 'Resistance');
refused($wrong, 'the parameter\'s name is empty; give one line of text', @template, 'set', 'Tolerance', '--name', '');

refused($wrong, 'parameter "Resistance" is there already; "kidepot template set" changes it', @template, 'add', 'Resistance');
refused($wrong, 'the parameter\'s name is empty; give one line of text', @template, 'add', '');
refused($wrong, 'the parameter\'s name "a=b" has "=", which ends the name where a value is given; leave it out', @template, 'add', 'a=b');
refused($wrong, 'parameter\'s name: the text has a control character; give one line of text', @template, 'add', "a\nb");
refused($wrong, 'the parameter\'s name is not UTF-8', @template, 'add', "\xff\xfe");
refused($wrong, 'parameter\'s name "' . 'x' x 100 . '...": the text is longer than 1000 characters; shorten it', @template, 'add', 'x' x 1001);
refused($wrong, 'unit "' . 'x' x 100 . '...": the text is longer than 1000 characters; shorten it', @template, 'add', 'x', '--unit', 'x' x 1001);
refused($wrong, 'field\'s name "' . 'x' x 100 . '...": the text is longer than 1000 characters; shorten it', @template, 'add', 'x', '--field-name', 'x' x 1001);
refused($wrong, '--' . tr/_/-/r . ' is "1", not one of: yes no', @template, 'add', 'x', '--' . tr/_/-/r, '1') for qw(visible served si_prefix);
my $hint = '"kidepot template list" shows them';
refused($wrong, "no parameter \"x\" is there; $hint", @template, @$_) for ['set', 'x', '--unit', 'V'], ['rm', 'x'];
refused($usage, 'nothing to set is given; see "kidepot template set --help"', @template, 'set', 'Resistance');
refused($wrong, 'parameter "Resistance" is used by 1 part and 0 categories; take it from them first', @template, 'rm', 'Resistance');
$db->psql("update kidepot.category set value_parameter_template_id = (select id from kidepot.parameter_template where name = 'Resistance')", 'writer');
good('taken from the part', @as_writer, 'part', 'set', 'R1', '--parameter', 'Resistance=');
refused($wrong, 'parameter "Resistance" is used by 0 parts and 1 category; take it from them first', @template, 'rm', 'Resistance');
$db->psql('update kidepot.category set value_parameter_template_id = null', 'writer');
is good('template rm', @template, 'rm', 'Resistance'), '', 'template rm says nothing';
is template('Resistance'), undef, 'and it is gone';
refused($wrong, "parameter \"$_\" is of every part and cannot be removed; \"kidepot template set\" with --served no keeps it from KiCad", @template, 'rm', $_)
    for qw(IPN Manufacturer MPN);

is kidepot(@template, 'list', @$_, \'/dev/full')->{status}, 3, "list @$_ to a full disk" for [], ['--json'];
my @words = (['list'], ['add', 'x'], ['set', 'x', '--unit', 'V'], ['rm', 'x']);
refused($ours, qr/permission denied/, '--conninfo', $db->conninfo('web'), 'template', @$_) for @words;
my $empty = KiDepot::Database->new(empty => 1);
refused($ours, qr/; run "kidepot migrate"\z/, '--conninfo', $empty->conninfo('super'), 'template', @$_) for @words;

done_testing;
