# kidepot part rename, names, forget: what becomes of the old name, in the catalogue,
# for KiCad and for who looks for it.

use v5.28;
use warnings;
use utf8;
use Test::More;
use JSON::PP qw(decode_json);
use KiDepot::Cli qw(kidepot good refused);
use KiDepot::Database;

my $wrong = 2;
my $db = KiDepot::Database->new;
my @as_writer = ('--conninfo', $db->conninfo('writer'));
my @part = (@as_writer, 'part');

sub says { my ($said, @words) = @_; local $Test::Builder::Level = $Test::Builder::Level + 1; is good("@words", @as_writer, @words), "$said\n", "@words" }
sub names { decode_json(good("part names @_", @part, 'names', '--json', @_)) }
sub kicad { join ', ', $db->psql("select name || ' in ' || category_id from kicad.part where value = '$_[0]' order by id", 'web') }

good("part add $_", @part, 'add', $_, '--category', 'A', '--make-category', '--symbol', 'D:R', '--value', "v$_") for 'one', 'two:2', 'three';
says('renamed part 1 "one" to "uno": schematics that have it under the old name still find it, in the category "Former names"', 'part', 'rename', 'one', 'uno');
is kicad('vone'), 'uno in 1, one in former', 'KiCad has it twice';
my @names = @{ names('uno') };
is join(' ', map { $_->{name} } @names), 'uno one', 'both names are kept';
is $names[0]{retired}, undef, 'the one it has is not retired';
like $names[1]{retired}, qr/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, 'the other is';
is $db->psql("select count(*) from kicad.part where id = 'former-$names[1]{id}'"), 1, 'and KiCad has it by its id';
like good('names', @part, 'names', '1'), qr/\Aname +given +retired\nuno +\S+Z\none +\S+Z +\S+Z\n\z/, 'names in a table';

# --- found by the name it had

is decode_json(good('show', @part, 'show', 'one', '--json'))->{id}, '1', 'a part is found by a name it had';
is_deeply decode_json(good('show', @part, 'show', 'one', '--json'))->{former_names}, ['one'], 'shown in JSON';
like good('show', @part, 'show', 'one'), qr/^name +uno\nformer name +one$/m, 'and in lines';
refused($wrong, 'part 1 "uno" was called "one", and saved schematics find it by that; choose another name, or free it with "kidepot part forget"', @part, @$_)
    for ['add', 'one'], ['rename', 'three', 'one'];
refused($wrong, 'part 2 is called "two:2", which KiCad cannot tell from "two_2"; choose another name', @part, 'rename', 'three', 'two_2');
refused($wrong, 'part 1 is called "uno" already; "kidepot part set" changes it', @part, 'rename', 'three', 'uno');

# What changes a part wants the name that it has: the one who says the other may mean another part.
my $former = '"one" is only what part 1 "uno" was called before; give that name, or the id 1, if you mean this part';
refused($wrong, $former, @as_writer, @$_)
    for ['part', 'rm', 'one'], ['part', 'set', 'one', '--mpn', 'M'], ['part', 'parameter', 'one', 'IPN', '--visible', 'yes'],
    ['part', 'rename', 'one', 'eins'], (map { ['stock', $_, 'one', '5'] } 'in', 'out', 'count'), ['stock', 'move', 'one', '5', '--from', 'x', '--to', 'y'];
is good('stock show', @as_writer, 'stock', 'show', 'one'), "location  quantity\n0 in all\n", 'nothing of it was done, and who only looks finds it';
is good('set by the name', @part, 'set', 'uno', '--mpn', 'M'), '', 'part set finds it by the name it has';

# --- all that may become of it

says('nothing to change: it is called so already', 'part', 'rename', 'uno', 'uno');
says('renamed part 2 "two:2" to "two_2": KiCad writes both names alike, so that schematics find it as before', 'part', 'rename', '2', 'two_2');
is scalar(@{ names('2') }), 1, 'which is one name';
says('renamed part 1 "uno" to "one": schematics that have it under the old name still find it, in the category "Former names"', 'part', 'rename', 'uno', 'one');
is join(' ', map { $_->{name} } @{ names('1') }), 'one uno', 'a name is taken back';
says('renamed part 3 "three" to "tres": schematics that have it under the old name find it no more', 'part', 'rename', 'three', 'tres', '--forget');
is join(' ', map { $_->{name} } @{ names('3') }), 'tres', 'a name that no schematic has is forgotten';
is good('a new part of that name', @part, 'add', 'three'), "4\n", 'and free';
says('forgot that part 1 was called "uno": other parts may be, and schematics that have it under that name find it no more', 'part', 'forget', 'one', 'uno');
is kicad('vone'), 'one in 1', 'KiCad has it once again';
refused($wrong, "\"$_\" is no former name of that part; \"kidepot part names\" shows them", @part, 'forget', 'one', $_) for 'uno', 'one', 'tres';
says('set former_names to Old', 'settings', 'set', 'former_names', 'Old');
says('renamed part 3 "tres" to "drei": schematics that have it under the old name still find it, in the category "Old"', 'part', 'rename', 'tres', 'drei');
is $db->psql("select name from kicad.category where id = 'former'", 'web'), 'Old', 'the category is a setting';
says('unset former_names', 'settings', 'set', 'former_names', '');
says('renamed part 3 "drei" to "san": schematics that have it under the old name find it no more until "kidepot settings set former_names" names a category for former names', 'part', 'rename', 'drei', 'san');
says('forgot that part 3 was called "tres": other parts may be, and schematics that have it under that name find it no more', 'part', 'forget', 'drei', 'tres');
refused($wrong, '"drei" is only what part 3 "san" was called before; give that name, or the id 3, if you mean this part', @part, 'rm', 'drei');
says('removed part 3 "san"', 'part', 'rm', '3');

# --- what is refused

my $none = 'no part "none" is there; give its id, "ipn:" and its IPN, or its name, "kidepot part search" finds them';
refused($wrong, $none, @part, @$_) for ['rename', 'none', 'x'], ['names', 'none'], ['forget', 'none', 'x'];
refused($wrong, qr/empty/, @part, 'rename', 'one', '');
refused($wrong, qr/has no blanks at its ends/, @part, 'rename', 'one', ' x');
refused($wrong, qr/control character/, @part, 'rename', 'one', "a\nb");
refused($wrong, qr/longer than 1000 characters/, @part, 'rename', 'one', 'x' x 1001);
is join(' ', map { $_->{name} } @{ names('1') }), 'one', 'none of these changed anything';
says('set former_names to F', 'settings', 'set', 'former_names', 'F');
refused($wrong, '"F" would be a category and where former names of parts are shown; give one of them another name', @as_writer, 'category', 'add', 'F');
refused($wrong, '"A" would be a category and where former names of parts are shown; give one of them another name', @as_writer, 'settings', 'set', 'former_names', 'A');
refused($wrong, 'former_names "F/G": a category\'s name has no "/", which is written in paths', @as_writer, 'settings', 'set', 'former_names', 'F/G');
refused($wrong, 'uncategorized "F": former names and parts without category need a category each; give another name', @as_writer, 'settings', 'set', 'uncategorized', 'F');
my $history = good('history', @part, 'history', '1');
like $history, qr/ name +uno +one/, 'renaming is in the history';
like $history, qr/former name +uno\b/, 'and that the old name is free';

done_testing;
