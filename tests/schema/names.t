# A name that a part had finds it for ever, in KiCad too, and is no one else's.

use v5.28;
use warnings;
use Test::More;
use KiDepot::Database;

my $db = KiDepot::Database->new;

sub writes { $db->psql($_[0], 'writer') }

sub refused {
    my ($constraint, $sql) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    ok !eval { writes($sql); 1 }, "refused: $sql";
    like $@, qr/$constraint|another part has or had/, "by $constraint";
}

# What KiCad finds by that name: id, category, value.
sub found { scalar $db->psql("select id, category_id, value from kicad.part where name = '$_[0]'", 'web') }

sub names { join ', ', $db->psql("select name || case when retired_at is null then '' else ' (former)' end from kidepot.part_name where part_id = $_[0] order by id") }

writes("insert into kidepot.category (id, name) values (1, 'A'); insert into kidepot.part (id, category_id, name) values (1, 1, 'one'), (2, 1, 'two:2'), (3, 1, 'three')");
is names(1), 'one', 'a new part has one name';
is $db->psql("select count(*) from kicad.category where id = 'former'", 'web'), 0, 'without renamed parts there is no category of former names';

writes("update kidepot.part set name = 'uno' where id = 1");
is names(1), 'one (former), uno', 'a renamed one has two';
like found('uno'), qr/^1\t1\tuno/, 'KiCad finds it by the new name';
like found('one'), qr/^former-\d+\tformer\tone/, 'and by the former one, which is its value there';
is $db->psql("select name from kicad.category where id = 'former'", 'web'), 'Former names', 'in a category of its own';
refused('part_name_is_given_once', "insert into kidepot.part (id, category_id, name) values (7, 1, 'one')");
refused('part_name_is_given_once', "update kidepot.part set name = 'one' where id = 3");
is names(3), 'three', 'nothing of that is kept';

writes("update kidepot.part set name = 'two_2' where id = 2");
is names(2), 'two_2', 'a name that KiCad writes alike is the same name';
writes("update kidepot.part set name = 'one' where id = 1");
is names(1), 'one, uno (former)', 'a part may take its own name back';
writes("update kidepot.part set name = case id when 1 then 'a' else 'b' end where id in (1, 3)");
is names(1) . '; ' . names(3), 'one (former), uno (former), a; three (former), b', 'two at once';
writes("delete from kidepot.part_name where retired_at is not null and name = 'uno'");
writes("update kidepot.part set name = 'uno' where id = 3");
is names(3), 'three (former), b (former), uno', 'a former name that is forgotten is free';

is $db->psql("select own_category_ids from kicad.category where id = 'former'", 'web'), '{1}', 'the categories of renamed parts are told';
writes("update kidepot.setting set former_names = null");
is $db->psql("select count(*) from kicad.part where category_id = 'former'", 'web'), 0, 'without the setting former names are not shown';
is $db->psql("select count(*) from kicad.category where id = 'former'", 'web'), 0, 'nor their category';
refused('former_names_has_no_slash', "update kidepot.setting set former_names = 'a/b'");
refused('former_names_is_not_uncategorized', "update kidepot.setting set former_names = 'x', uncategorized = 'x'");
writes("delete from kidepot.part where id = 1");
writes("insert into kidepot.part (id, category_id, name) values (9, 1, 'one')");
is names(9), 'one', 'a removed part leaves its names';

done_testing;
