# kidepot settings: what holds for the whole catalogue.

use v5.28;
use warnings;
use Test::More;
use JSON::PP qw(decode_json);
use KiDepot::Cli qw(kidepot good refused);
use KiDepot::Database;

my ($wrong, $ours, $usage) = (2, 1, 4);
my $db = KiDepot::Database->new;
my @as_writer = ('--conninfo', $db->conninfo('writer'), 'settings');

my %library = (pcm_url => undef, pcm_name => "KiDepot", pcm_prefix => 'PCM_', hold_unpublished => JSON::PP::false, database_library => JSON::PP::false);

sub settings { decode_json(good('settings --json', @as_writer, '--json')) }
sub says { my ($said, @words) = @_; is good("settings @words", @as_writer, @words), "$said\n", "@words" }
sub categories { join ' ', $db->psql('select name from kicad.category order by name') }

$db->psql(<<~'SQL', 'writer');
    insert into kidepot.category (name) values ('A');
    insert into kidepot.category (name, parent_id) select 'B', id from kidepot.category where name = 'A';
    insert into kidepot.category (name, parent_id) select 'C', id from kidepot.category where name = 'B';
    insert into kidepot.parameter_template (name, unit, si_prefix) values ('Resistance', 'Ω', true);
    update kidepot.category set value_parameter_template_id = (select id from kidepot.parameter_template where name = 'Resistance') where name = 'A';
    insert into kidepot.part (name, category_id) select 'R1', id from kidepot.category where name = 'C';
    insert into kidepot.part (name) values ('loose');
    insert into kidepot.parameter (part_id, template_id, value)
    select p.id, t.id, '4700' from kidepot.part p, kidepot.parameter_template t where p.name = 'R1' and t.name = 'Resistance';
    SQL

is_deeply settings(), { category_depth => undef, uncategorized => undef, value_style => '4k7', stock_format => undef, former_names => 'Former names', %library }, 'in JSON, as they are at first';
like good('settings', @as_writer), qr/\Asetting +value +meaning\ncategory_depth +categories .*\nuncategorized +the .*\nvalue_style +4k7 +how .*\nstock_format +the .*\nformer_names +Former names +the .*\npcm_url +the .*\npcm_name +KiDepot +what .*\npcm_prefix +PCM_ +what .*\nhold_unpublished +no +whether .*\ndatabase_library +no +whether .*\n\z/, 'in a table';
is categories(), 'A/B/C', 'all levels';
says('set category_depth to 1', 'set', 'category_depth', '1');
is categories(), 'A', 'folded into the first';
says('nothing to change: category_depth is so already', 'set', 'category_depth', '1');
says('set uncategorized to Other', 'set', 'uncategorized', 'Other');
is categories(), 'A Other', 'parts without category are shown';
is $db->psql(q{select value from kicad.part where name = 'R1'}), '4k7', 'a value in the one style';
says('set value_style to 4.7k', 'set', 'value_style', '4.7k');
is $db->psql(q{select value from kicad.part where name = 'R1'}), '4.7k', 'and in the other';
is_deeply settings(), { category_depth => 1, uncategorized => 'Other', value_style => '4.7k', stock_format => undef, former_names => 'Former names', %library }, 'the depth is a number in JSON';

my $depth = 'give a whole number from 1 to 20, or "" for all levels';
refused($wrong, "category_depth \"$_\": $depth", @as_writer, 'set', 'category_depth', $_) for qw(0 21 x 1.5 99999999999999999999);
refused($wrong, "category_depth \"-1\": $depth", @as_writer, 'set', '--', 'category_depth', '-1');
refused($wrong, 'value_style "4700": values are written "4k7" or "4.7k"; give one of these', @as_writer, 'set', 'value_style', '4700');
says('set stock_format to {0} [Stock: {1}]', 'set', 'stock_format', '{0} [Stock: {1}]');
is $db->psql(q{select listed_description from kicad.part where name = 'R1'}), 'R1 [Stock: 0]', 'stock is told';
says('nothing to change: stock_format is so already', 'set', 'stock_format', '{0} [Stock: {1}]');
refused($wrong, "stock_format \"$_\": a stock format has the places {0}, {1} and {part.NAME}, and no other braces", @as_writer, 'set', 'stock_format', $_) for '{2}', '{', '{part.}';
says('unset stock_format', 'set', 'stock_format', '');
refused($wrong, 'uncategorized "x/y": a category\'s name has no "/", which is written in paths', @as_writer, 'set', 'uncategorized', 'x/y');
refused($wrong, '"A" would be a category and where parts without one are shown; give one of them another name', @as_writer, 'set', 'uncategorized', 'A');
refused($wrong, 'uncategorized: the text has a control character; give one line of text', @as_writer, 'set', 'uncategorized', "\n");
refused($wrong, 'the uncategorized is not UTF-8', @as_writer, 'set', 'uncategorized', "\xff");
refused($wrong, 'uncategorized "' . 'x' x 100 . '...": the text is longer than 1000 characters; shorten it', @as_writer, 'set', 'uncategorized', 'x' x 1001);
says('set pcm_prefix to ACME_', 'set', 'pcm_prefix', 'ACME_');
says('unset pcm_prefix', 'set', 'pcm_prefix', '');
is settings()->{pcm_prefix}, undef, 'no prefix';
says('set pcm_prefix to PCM_', 'set', 'pcm_prefix', 'PCM_');
refused($wrong, 'pcm_prefix "a:": a prefix is part of a library\'s name: at most 40 characters, without : \\ /; give another', @as_writer, 'set', 'pcm_prefix', 'a:');
says('set hold_unpublished to yes', 'set', 'hold_unpublished', 'yes');
says('nothing to change: hold_unpublished is so already', 'set', 'hold_unpublished', 'yes');
is settings()->{hold_unpublished}, JSON::PP::true, 'a truth in JSON';
refused($wrong, "hold_unpublished \"$_\": give yes or no", @as_writer, 'set', 'hold_unpublished', $_) for qw(maybe true 1);
says('unset hold_unpublished', 'set', 'hold_unpublished', '');
refused($wrong, "no setting is called \"$_\"; \"kidepot settings\" shows them", @as_writer, 'set', $_, '1') for 'depth', 'only_row', '';
refused($wrong, 'no setting is called "?"; "kidepot settings" shows them', @as_writer, 'set', "\n", '1');
refused($usage, 'NAME VALUE is missing; see "kidepot settings set --help"', @as_writer, 'set', @$_) for [], ['category_depth'];
refused($usage, 'unknown subcommand "frob"; see "kidepot settings --help"', @as_writer, 'frob');
is_deeply settings(), { category_depth => 1, uncategorized => 'Other', value_style => '4.7k', stock_format => undef, former_names => 'Former names', %library }, 'none of these changed anything';

says("unset $_", 'set', $_, '') for qw(category_depth uncategorized value_style);
says('nothing to change: value_style is so already', 'set', 'value_style', '');
is_deeply settings(), { category_depth => undef, uncategorized => undef, value_style => '4k7', stock_format => undef, former_names => 'Former names', %library }, 'unset, as they were at first';
is categories(), 'A/B/C', 'and so the categories';

is kidepot(@as_writer, @$_, \'/dev/full')->{status}, 3, "settings @$_ to a full disk" for [], ['--json'];
my @as_web = ('--conninfo', $db->conninfo('web'), 'settings');
refused($ours, qr/permission denied/, @as_web, @$_) for [], ['set', 'category_depth', '2'];
my $empty = KiDepot::Database->new(empty => 1);
refused($ours, qr/; run "kidepot migrate"\z/, '--conninfo', $empty->conninfo('super'), 'settings', @$_)
    for [], ['set', 'category_depth', '2'];

done_testing;
