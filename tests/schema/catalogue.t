# What the tables promise: a tree without loops whose paths follow, and no row
# that KiCad could not take.

use v5.28;
use warnings;
use utf8;
use Test::More;
use POSIX ();
use KiDepot::Database;

my $db = KiDepot::Database->new(keep_sessions => 1);

sub writes { $db->psql($_[0], 'writer') }

sub refused {
    my ($reason, $sql) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    ok !eval { writes($sql); 1 }, substr $sql, 0, 120;
    like $@, qr/$reason/, $reason;
}

# Runs each text in a session of its own, all at the same time; returns how many failed.
sub together {
    my (@sql) = @_;
    my @pids = map {
        my $sql = $_;
        my $pid = fork // die "cannot fork: $!\n";
        POSIX::_exit(eval { writes($sql); 1 } ? 0 : 1) if $pid == 0;
        $pid;
    } @sql;
    return scalar grep { waitpid($_, 0); $? != 0 } @pids;
}

sub paths { join ' ', $db->psql('select path from kidepot.category_resolved where category_id > 0 order by path collate "C"') }

writes(q{insert into kidepot.category (id, name, default_symbol) values (101, 'A', 'Device:R')});
writes(q{insert into kidepot.category (id, parent_id, name) values (102, 101, 'B'), (103, 102, 'C')});
is paths(), 'A A/B A/B/C', 'paths';
is $db->psql('select symbol, depth from kidepot.category_resolved where category_id = 103'), "Device:R\t3", 'what a parent says is inherited';
writes(q{update kidepot.category set name = 'Z' where id = 101});
is paths(), 'Z Z/B Z/B/C', 'a rename moves the paths below';
writes(q{update kidepot.category set parent_id = null where id = 102});
is paths(), 'B B/C Z', 'so does another parent';
is $db->psql('select symbol from kidepot.category_resolved where category_id = 103'), '', 'which may say less';
writes(q{update kidepot.category set parent_id = 101 where id = 102});
writes(q{update kidepot.category set exposed = false where id = 101});
is $db->psql('select count(*) from kidepot.category_resolved where exposed'), 0, 'not shown goes down the tree';
writes(q{update kidepot.category set exposed = true where id = 103});
is $db->psql('select category_id from kidepot.category_resolved where exposed'), 103, 'unless a category says otherwise';

refused('would be below itself', 'update kidepot.category set parent_id = 103 where id = 101');
refused('would be below itself', 'update kidepot.category set parent_id = case id when 101 then 102 else 101 end where id in (101, 102)');
refused('category_is_not_its_own_parent', 'update kidepot.category set parent_id = 101 where id = 101');
is paths(), 'Z Z/B Z/B/C', 'a refused loop changes nothing';
refused('violates foreign key', 'delete from kidepot.category where id = 101');
writes('delete from kidepot.category where id = 103');
is paths(), 'Z Z/B', 'a deleted category has no path';

is together(map { "begin; insert into kidepot.category (parent_id, name) values (101, 'n$_'); select pg_sleep(0.2); commit" } 1 .. 4),
    0, 'four insert at once';
is paths(), 'Z Z/B Z/n1 Z/n2 Z/n3 Z/n4', 'and all are resolved';
writes(q{insert into kidepot.category (id, name) values (110, 'P'), (111, 'Q')});
my $failed = together('begin; update kidepot.category set parent_id = 111 where id = 110; select pg_sleep(0.3); commit',
    'begin; update kidepot.category set parent_id = 110 where id = 111; select pg_sleep(0.3); commit');
is $failed, 1, 'of two that would make a loop together one is refused';
is together('begin; insert into kidepot.category (parent_id, name) values (101, \'late\'); select pg_sleep(0.3); commit',
    q{begin; update kidepot.category set name = 'Y' where id = 101; select pg_sleep(0.3); commit}), 0, 'an insert and a rename at once';
writes(q{insert into kidepot.category (id, name) values (120, 'gone')});
is together('begin; delete from kidepot.category where id = 120; select pg_sleep(0.6); commit',
    q{select pg_sleep(0.2); insert into kidepot.category (name) values ('kept')}), 0, 'a delete and an insert at once';
is $db->psql(q{select count(*) from kidepot.category c full join kidepot.category_tree t on t.category_id = c.id
    full join kidepot.category_resolved r on r.category_id = coalesce(c.id, t.category_id) where r.path is distinct from t.path}), 0, 'what is kept is what the tree says';

my $category = 'insert into kidepot.category (name, parent_id)';
refused('category_name_is_unique_in_its_parent', "$category values ('Y', null)");
refused('category_name_is_unique_in_its_parent', "$category values ('B', 101)");
refused('category_name_has_no_slash', "$category values ('a/b', null)");
refused('category_name_has_no_outer_blanks', "$category values (' a', null)");
refused('line_is_not_empty', "$category values ('', null)");
refused('null value', "$category values (null, null)");
refused('line_has_no_control_characters', "$category values (E'a\\tb', null)");
refused('line_has_no_control_characters', "$category values (E'a\\x7f', null)");
refused('line_is_at_most_1000_characters', "$category values (repeat('x', 1001), null)");
refused('prose_has_no_control_characters', q{insert into kidepot.category (name, description) values ('d', E'a\x01')});
refused('prose_is_not_empty', q{insert into kidepot.category (name, description) values ('d', '')});
refused('prose_is_at_most_10000_characters', q{insert into kidepot.category (name, description) values ('d', repeat('x', 10001))});
writes(qq{insert into kidepot.category (name, description) values ('d', E'two\nlines\tand a tab')});

my %bad = (
    library_id_is_library_colon_name => [map { ["symbol, name", "'$_', 'x'"] } 'R', 'Device:', ':R', 'a:b:c'],
    library_id_names_one_item => [["footprint, name", "'a:b;c', 'x'"]],
    library_id_has_no_control_characters => [["footprint, name", "E'a:b\\nc', 'x'"]],
    library_id_is_at_most_400_characters => [["symbol, name", "'a:' || repeat('b', 400), 'x'"]],
    url_scheme_is_http_https_or_file => [map { ["datasheet, name", "'$_', 'x'"] } 'ftp://a', 'javascript:x', 'http://', 'http://a b', 'a.pdf'],
    url_has_no_control_characters => [["datasheet, name", "E'http://a\\nb', 'x'"]],
    url_is_at_most_2000_characters => [["datasheet, name", "'http://' || repeat('b', 2000), 'x'"]],
    part_name_has_no_outer_blanks => [['name', "'x '"], ['name', "' x'"]],
    line_is_not_empty => [['name', "''"], ['mpn, name', "'', 'x'"], ['keywords, name', "'', 'x'"], ['value, name', "'', 'x'"]],
    line_has_no_control_characters => [['name', "E'a\\nb'"], ['ipn, name', "E'\\t', 'x'"]],
);
for my $constraint (sort keys %bad) {
    refused($constraint, "insert into kidepot.part ($$_[0]) values ($$_[1])") for @{ $bad{$constraint} };
}
writes(q{insert into kidepot.part (id, name, ipn) values (1, 'a<b', 'I1')});
refused('part_ipn_is_unique', q{insert into kidepot.part (name, ipn) values ('other', 'I1')});
refused('part_kicad_name_is_unique', q{insert into kidepot.part (name) values ('a>b')});
refused('part_kicad_name_is_unique', q{insert into kidepot.part (name) values ('a_b')});
refused('violates foreign key', q{insert into kidepot.part (name, category_id) values ('x', 9999)});
my $before = $db->psql('select updated_at from kidepot.part where id = 1');
writes(q{update kidepot.part set value = '1k', updated_at = '2000-01-01' where id = 1});
cmp_ok $db->psql('select updated_at from kidepot.part where id = 1'), 'gt', $before, 'a change is dated';

writes(q{insert into kidepot.alternate values (1, 1, 'a:b')});
refused('alternate_footprint_is_unique_in_its_part', q{insert into kidepot.alternate values (1, 2, 'a:b')});
refused('alternate_pkey', q{insert into kidepot.alternate values (1, 1, 'a:c')});
writes(q{insert into kidepot.parameter_template (id, name) values (1001, 'Power')});
refused('parameter_template_name_is_unique', q{insert into kidepot.parameter_template (name) values ('Power')});
writes(q{insert into kidepot.parameter values (1, 1001, '0.1')});
refused('parameter_pkey', q{insert into kidepot.parameter values (1, 1001, '0.2')});
refused('violates foreign key', q{delete from kidepot.parameter_template});
writes('delete from kidepot.part');
is $db->psql('select (select count(*) from kidepot.parameter) + (select count(*) from kidepot.alternate)'), 0, 'a part takes along what is its own';

my $token = 'insert into kidepot.token (name, prefix, sha256, scope) values';
writes("$token ('a', '00000000', sha256('a'), 'read')");
refused('token_prefix_is_unique', "$token ('b', '00000000', sha256('b'), 'read')");
refused('token_prefix_is_8_hexadecimal_digits', "$token ('b', '$_', sha256('b'), 'read')") for '0000000', '000000000', '0000000g', '0000000A';
refused('token_sha256_has_32_bytes', "$token ('b', '00000001', 'x', 'read')");
refused('token_scope_is_known', "$token ('b', '00000001', sha256('b'), 'write')");

done_testing;
