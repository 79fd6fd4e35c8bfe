# kidepot map: values mapped to footprints, for all and per category.

use v5.28;
use warnings;
use Test::More;
use JSON::PP qw(decode_json);
use KiDepot::Cli qw(kidepot good refused);
use KiDepot::Database;

my ($wrong, $ours, $usage) = (2, 1, 4);
my $db = KiDepot::Database->new;
my @as_writer = ('--conninfo', $db->conninfo('writer'), 'map');

sub rows { decode_json(good('map list --json', @as_writer, 'list', '--json')) }
sub says { my ($said, @words) = @_; is good("map @words", @as_writer, @words), "$said\n", "@words" }
sub footprint { scalar $db->psql(q{select coalesce(footprint, '') from kicad.part}) }

$db->psql(<<~'SQL', 'writer');
    insert into kidepot.parameter_template (name) values ('Package');
    insert into kidepot.category (name, footprint_parameter_template_id)
    select 'Passives', id from kidepot.parameter_template where name = 'Package';
    insert into kidepot.category (name, parent_id) select 'Resistors', id from kidepot.category;
    insert into kidepot.part (name, category_id) select 'R1', id from kidepot.category where name = 'Resistors';
    insert into kidepot.parameter (part_id, template_id, value)
    select p.id, t.id, '0805' from kidepot.part p, kidepot.parameter_template t where t.name = 'Package';
    SQL

is good('list of none', @as_writer, 'list'), "value  footprint  category\n", 'an empty list has its head';
is_deeply rows(), [], 'an empty list in JSON';
says('mapped 0805 to Lib:All', 'add', '0805', 'Lib:All');
is footprint(), 'Lib:All', 'the part has it';
says('nothing to change: 0805 is mapped to Lib:All', 'add', '0805', 'Lib:All');
refused($wrong, '"0805" is mapped to "Lib:All" there already; "kidepot map rm" it first', @as_writer, 'add', '0805', 'Lib:Other');
says('mapped 0805 to Lib:P', 'add', '0805', 'Lib:P', '--category', 'Passives');
is footprint(), 'Lib:P', 'a category wins over all';
my $id = $db->psql(q{select id from kidepot.category where name = 'Resistors'});
says('mapped 0805 to Lib:R', 'add', '0805', 'Lib:R', '--category', $id);
is footprint(), 'Lib:R', 'the nearest category wins';
refused($wrong, '"0805" is mapped to "Lib:P" there already; "kidepot map rm" it first', @as_writer, 'add', '0805', 'Lib:R', '--category', 'Passives');
says('mapped 0402 to Lib:0402', 'add', '0402', 'Lib:0402');
is_deeply [map { delete @$_{qw(id category_id)}; $_ } @{ rows() }], [
    { value => '0402', footprint => 'Lib:0402', category => undef },
    { value => '0805', footprint => 'Lib:All', category => undef },
    { value => '0805', footprint => 'Lib:P', category => 'Passives' },
    { value => '0805', footprint => 'Lib:R', category => 'Passives/Resistors' },
], 'listed in JSON';
is good('list', @as_writer, 'list'), <<~'TABLE', 'and in a table';
    value  footprint  category
    0402   Lib:0402
    0805   Lib:All
    0805   Lib:P      Passives
    0805   Lib:R      Passives/Resistors
    TABLE

my $none = 'no category "None" is there; "kidepot category list" shows them';
refused($wrong, $none, @as_writer, 'add', '0603', 'Lib:X', '--category', 'None');
refused($wrong, $none, @as_writer, 'rm', '0805', '--category', 'None');
refused($wrong, 'a mapping needs a value such as 0805 and a footprint', @as_writer, 'add', @$_) for ['', 'Lib:X'], ['0603', ''];
refused($wrong, 'footprint "X": symbols and footprints are written as KiCad does, "Library:Name"', @as_writer, 'add', '0603', 'X');
refused($wrong, 'footprint: the text has a control character; write it as KiCad does, "Library:Name"', @as_writer, 'add', '0603', "L:\n");
refused($wrong, 'value: the text has a control character; give one line of text', @as_writer, @$_) for ['add', "\n", 'Lib:X'], ['rm', "\n"];
refused($wrong, 'the value is not UTF-8', @as_writer, 'add', "\xff", 'Lib:X');
refused($wrong, 'value "' . 'x' x 100 . '...": the text is longer than 1000 characters; shorten it', @as_writer, 'add', 'x' x 1001, 'Lib:X');
refused($usage, 'VALUE FOOTPRINT is missing; see "kidepot map add --help"', @as_writer, 'add', '0603');
refused($usage, 'VALUE is missing; see "kidepot map rm --help"', @as_writer, 'rm');
is @{ rows() }, 4, 'none of these changed anything';

says('removed the mapping of 0805', 'rm', '0805', '--category', 'Passives/Resistors');
is footprint(), 'Lib:P', 'the next nearest';
says('removed the mapping of 0805', 'rm', '0805');
refused($wrong, '"0805" is not mapped there; "kidepot map list" shows what is and where', @as_writer, 'rm', '0805');
is footprint(), 'Lib:P', 'that for all was removed, not the category\'s';
says('removed the mapping of 0805', 'rm', '0805', '--category', 'Passives');
is footprint(), '', 'none is left';
refused($wrong, '"" is not mapped there; "kidepot map list" shows what is and where', @as_writer, 'rm', '');

is kidepot(@as_writer, 'list', @$_, \'/dev/full')->{status}, 3, "list @$_ to a full disk" for [], ['--json'];
my @as_web = ('--conninfo', $db->conninfo('web'), 'map');
refused($ours, qr/permission denied/, @as_web, @$_) for ['list'], ['add', 'x', 'a:b'], ['rm', 'x'];
my $empty = KiDepot::Database->new(empty => 1);
refused($ours, qr/; run "kidepot migrate"\z/, '--conninfo', $empty->conninfo('super'), 'map', @$_)
    for ['list'], ['add', 'x', 'a:b'], ['rm', 'x'];

done_testing;
