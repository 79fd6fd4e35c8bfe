# kidepot supplier: made, changed, listed, removed, and the field it makes.

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
my @supplier = (@as_writer, 'supplier');

sub rows { decode_json(good('supplier list --json', @supplier, 'list', '--json')) }
sub fields { $db->psql("select field_names::text || field_values::text from kicad.part where name = 'R1'") }

is good('list of none', @supplier, 'list'), "name  field_name  parts\n", 'an empty list has its head';
is_deeply rows(), [], 'an empty list in JSON';
is good('supplier add', @supplier, 'add', 'Mouser', '--field-name', 'Mouser number'), '', 'supplier add says nothing';
good('another', @supplier, 'add', 'Digi-Key');
good('a part', @as_writer, 'part', 'add', 'R1', '--category', 'R', '--make-category', '--symbol', 'Device:R',
    '--supplier', 'Mouser=2', '--supplier', 'Mouser=1', '--supplier', 'Digi-Key=3');
is fields(), '{"Mouser number"}{1}', 'KiCad has the first number of one with a field';
is_deeply [map { [@$_{qw(name field_name parts)}] } @{ rows() }], [['Digi-Key', undef, 1], ['Mouser', 'Mouser number', 1]], 'both are listed';
is good('supplier list', @supplier, 'list'), "name      field_name     parts\nDigi-Key                 1\nMouser    Mouser number  1\n", 'in a table too';
good('supplier set', @supplier, 'set', 'Digi-Key', '--field-name', 'DK');
is fields(), '{DK,"Mouser number"}{3,1}', 'a field more';
good('supplier set', @supplier, 'set', 'Mouser', '--field-name', '');
is fields(), '{DK}{3}', 'an empty field name is none';

good('another name', @supplier, 'set', 'Digi-Key', '--name', 'DigiKey');
is_deeply [map { [@$_{qw(name field_name parts)}] } @{ rows() }], [['DigiKey', 'DK', 1], ['Mouser', undef, 1]], 'it is called otherwise, and all else stays';
refused($wrong, 'another supplier has that name; give another name', @supplier, 'set', 'DigiKey', '--name', 'Mouser');
refused($wrong, 'the supplier\'s name is empty; give one line of text', @supplier, 'set', 'DigiKey', '--name', '');
is_deeply decode_json(good('--json', @supplier, 'set', 'DigiKey', '--name', 'Digi-Key', '--json'))->{name}, 'Digi-Key', 'and back, in JSON';
refused($usage, 'unknown option "--name"; see "kidepot supplier add --help"', @supplier, 'add', 'x', '--name', 'y');

refused($wrong, 'supplier "Mouser" is there already; "kidepot supplier set" changes it', @supplier, 'add', 'Mouser');
refused($wrong, 'the supplier\'s name is empty; give one line of text', @supplier, 'add', '');
refused($wrong, 'the supplier\'s name " a" has blanks at its ends; leave them out', @supplier, 'add', ' a');
refused($wrong, 'the supplier\'s name "a=b" has "=", which ends the name where a number is given; leave it out', @supplier, 'add', 'a=b');
refused($wrong, 'supplier\'s name: the text has a control character; give one line of text', @supplier, 'add', "a\nb");
refused($wrong, 'the supplier\'s name is not UTF-8', @supplier, 'add', "\xff\xfe");
refused($wrong, 'supplier\'s name "' . 'x' x 100 . '...": the text is longer than 1000 characters; shorten it', @supplier, 'add', 'x' x 1001);
refused($wrong, 'field\'s name "' . 'x' x 100 . '...": the text is longer than 1000 characters; shorten it', @supplier, 'add', 'x', '--field-name', 'x' x 1001);
refused($wrong, 'no supplier "x" is there; "kidepot supplier add" makes it', @supplier, @$_) for ['set', 'x', '--field-name', 'V'], ['rm', 'x'];
refused($usage, 'nothing to set is given; see "kidepot supplier set --help"', @supplier, 'set', 'Mouser');
refused($wrong, 'supplier "Mouser" is used by 1 part; take its numbers from them first', @supplier, 'rm', 'Mouser');
good('taken', @as_writer, 'part', 'set', 'R1', '--supplier', 'Mouser=');
is good('supplier rm', @supplier, 'rm', 'Mouser'), '', 'supplier rm says nothing';
is_deeply [map { $_->{name} } @{ rows() }], ['Digi-Key'], 'and it is gone';

is kidepot(@supplier, 'list', @$_, \'/dev/full')->{status}, 3, "list @$_ to a full disk" for [], ['--json'];
my @words = (['list'], ['add', 'x'], ['set', 'x', '--field-name', 'V'], ['rm', 'x']);
refused($ours, qr/permission denied/, '--conninfo', $db->conninfo('web'), 'supplier', @$_) for @words;
my $empty = KiDepot::Database->new(empty => 1);
refused($ours, qr/; run "kidepot migrate"\z/, '--conninfo', $empty->conninfo('super'), 'supplier', @$_) for @words;

done_testing;
