#!/usr/bin/perl
# What a part looks like by the rules, and that what is kept of it is always what
# the rules say.

use v5.28;
use warnings;
use POSIX ();
use Test::More;
use KiDepot::Database;

my $db = KiDepot::Database->new(keep_sessions => 1);

sub writes { $db->psql($_[0], 'writer') }

sub refused {
    my ($constraint, $sql) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    ok !eval { writes($sql); 1 }, "refused: $sql";
    like $@, qr/$constraint/, "by $constraint";
}

sub part { $db->psql("select $_[1] from kicad.part where name = '$_[0]'") }

# The field as "name=value" and an exclamation mark when it is drawn.
sub fields {
    return join '; ', $db->psql(qq{select n || '=' || v || case when d then '!' else '' end
        from kicad.part p, unnest(p.field_names, p.field_values, p.field_visible) as f(n, v, d) where p.name = '$_[0]'});
}

sub kept_is_right {
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    is join("\n", $db->psql(q{select n.name, n::text, o::text from kidepot.part_rules n full join kidepot.part_resolved o using (part_id)
        where n is distinct from o limit 3})), '', $_[0];
    is join("\n", $db->psql(q{select n::text, o::text from kidepot.part_search_text n full join kidepot.part_search o using (part_id)
        where (n.name, n.searched) is distinct from (o.name, o.searched) limit 3})), '', "$_[0], and what is searched";
}

for (
    ['4700', 'Ω', '4k7', '4.7k', '4.7 kΩ'], ['4.7k', 'Ω', '4k7', '4.7k', '4.7 kΩ'], ['4k7', 'Ω', '4k7', '4.7k', '4.7 kΩ'],
    ['4.7 kΩ', 'Ω', '4k7', '4.7k', '4.7 kΩ'], ['4R7', 'Ω', '4R7', '4.7', '4.7 Ω'], ['330', 'Ω', '330R', '330', '330 Ω'],
    ['47 ohm', 'Ω', '47R', '47', '47 Ω'], ['0', 'Ω', '0R', '0', '0 Ω'], ['-0.5', 'V', '-500m', '-500m', '-500 mV'],
    ['0.1 µF', 'F', '100n', '100n', '100 nF'], ['0.1μF', 'F', '100n', '100n', '100 nF'], ['0.1uF', 'F', '100n', '100n', '100 nF'],
    ['1e-7', 'F', '100n', '100n', '100 nF'], ['2.2u', 'F', '2u2', '2.2u', '2.2 uF'], ['3.3', 'V', '3V3', '3.3 V', '3.3 V'],
    ['12', 'V', '12V', '12 V', '12 V'], ['999.9', 'Ω', '999R9', '999.9', '999.9 Ω'], ['999.9999999', 'Ω', '999R9999999', '999.9999999', '999.9999999 Ω'],
    ['1000', 'Ω', '1k', '1k', '1 kΩ'], ['16 MHz', 'Hz', '16M', '16M', '16 MHz'], ['5 mm', 'm', '5m', '5m', '5 mm'], ['25', '°C', '25 °C', '25 °C', '25 °C'],
    ['4,7 kΩ', 'Ω', '4k7', '4.7k', '4.7 kΩ'], ['-0,5V', 'V', '-500m', '-500m', '-500 mV'], ['0,125', 'W', '125m', '125m', '125 mW'],
    ['10,0000', 'Ω', '10R', '10', '10 Ω'], ['4.7 kΩ', 'Ohm', '4k7', '4.7k', '4.7 kOhm'], ['4k7', 'ohms', '4k7', '4.7k', '4.7 kohms'],
    ['1,000', 'Ω', '', '', ''], ['1,000 kΩ', 'Ω', '', '', ''], ['1,5,5', 'Ω', '', '', ''], [',5', 'Ω', '', '', ''], ['1,', 'Ω', '', '', ''], ['1,5.5', 'Ω', '', '', ''],
    ['0' x 29 . '5', 'V', '5V', '5 V', '5 V'], ['0' x 29 . '5.' . '0' x 30 . ' k', 'V', '5k', '5k', '5 kV'], ['4k7' . '0' x 29, 'Ω', '4k7', '4.7k', '4.7 kΩ'],
    (map { [$_, 'V', '', '', ''] } '0' x 30 . '5', '0' x 30 . '5k', '5.' . '0' x 31, '.' . '0' x 31, '4k7' . '0' x 30, '0' x 30 . '4k7', '0,' . '0' x 31),
    ['1', '%', '1 %', '1 %', '1 %'], ['abc', 'Ω', '', '', ''], ['4k7k', 'Ω', '', '', ''], ['', 'Ω', '', '', ''], ['1e999', 'Ω', '', '', ''],
) {
    my ($text, $unit, $short, $point, $shown) = @$_;
    is $db->psql("select kidepot.si_format(n, '$unit', '4k7'), kidepot.si_format(n, '$unit', '4.7k'), kidepot.si_display(n, '$unit') from kidepot.si_parse('$text', '$unit') n"),
        "$short\t$point\t$shown", "\"$text\" of $unit";
}

# A text that is no number, or is not to be one.
is $db->psql("select kidepot.with_unit('$$_[0]', " . (defined $$_[1] ? "'$$_[1]'" : 'null') . ')'), $$_[2], "\"$$_[0]\" with its unit"
    for ['1', '%', '1 %'], ['1%', '%', '1%'], ['1 %', '%', '1 %'], ['16V', 'V', '16V'], ['25 V', 'V', '25 V'], ['2.7-5.5', 'V', '2.7-5.5 V'], ['-40..85', '°C', '-40..85 °C'],
    ['1/4', 'W', '1/4 W'], ['1/4W', 'W', '1/4W'], ['10k', 'Ω', '10k Ω'], ['10 µ', 'F', '10 µ F'], ['1,000 kΩ', 'Ω', '1,000 kΩ'], ['10 Ohm', 'Ω', '10 Ohm'],
    ['n/a', 'F', 'n/a'], ['X7R', 'V', 'X7R'], ['16 Volt', 'V', '16 Volt'], ['0805', undef, '0805'];

is $db->psql("select kidepot.expand('$$_[0]', array['a', 'b c'], array['1', '2'])"), $$_[1], "\"$$_[0]\""
    for ['${a} ${b c}', '1 2'], ['${a}${a}', '11'], ['x', 'x'], ['${none}', '${none}'], ['${a} ${none}  ${b c}', '1 ${none} 2'], ['${a} ${Name} ${b c}', '1 2'], ['${${a}}', '${${a}}'], ['${}', '${}'], ['${a', '${a'], ['}${a}', '}1'], ['$ {a}', '$ {a}'];

writes(q{
    insert into kidepot.parameter_template (id, name, unit, si_prefix) values (1, 'Resistance', 'Ω', true);
    insert into kidepot.parameter_template (id, name, unit) values (2, 'Tolerance', '%'), (3, 'Package', null);
    insert into kidepot.category (id, name, default_symbol, default_reference) values (1, 'Passives', 'Device:R', 'R');
    insert into kidepot.category (id, parent_id, name) values (2, 1, 'Resistors'), (3, 2, 'Chip');
    insert into kidepot.part (id, category_id, name, mpn) values (1, 3, 'part one', 'RC1'), (2, 3, 'part two', null), (3, null, 'loose', null);
    insert into kidepot.parameter (part_id, template_id, value) values (1, 1, '4700'), (1, 2, '1'), (1, 3, '0603'), (2, 3, '0805')});
is part('part one', 'value'), 'part one', 'without rules the value is the name';
is fields('part one'), 'MPN=RC1; Package=0603; Resistance=4.7 kΩ; Tolerance=1 %', 'parameters are fields';

writes(q{update kidepot.category set value_parameter_template_id = 1 where id = 1});
is part('part one', 'value'), '4k7', 'the value parameter of an ancestor';
is part('part two', 'value'), 'part two', 'which a part need not have';
writes(q{update kidepot.category set value_template = '${Resistance} ${Tolerance} ${MPN}' where id = 2});
is part('part one', 'value'), '4k7 1 % RC1', 'a nearer template';
writes(q{update kidepot.category set value_template = '${Resistance} ${SHEETNAME} ${Grade} ${Maker}' where id = 2});
is part('part one', 'value'), '4k7 ${SHEETNAME} ${Grade} ${Maker}', 'what names nothing is left for KiCad';
for my $table (qw(parameter_template supplier)) {
    my ($old, $new) = $table eq 'supplier' ? ('${Maker}', '${SHEETNAME} ${Grade}') : ('${Grade}', '${SHEETNAME} ${Maker}');
    my $named = $old =~ tr/${}//dr;
    writes("insert into kidepot.$table (id, name) values (50, 'other'), (51, '$named')");
    is part('part one', 'value'), "4k7 $new", "\"$named\" begins to be a $table";
    is part('part two', 'value'), $new, 'also of a part without any';
    writes("update kidepot.$table set name = 'once $named' where id = 51");
    is part('part one', 'value'), '4k7 ${SHEETNAME} ${Grade} ${Maker}', 'and is called otherwise';
    writes("update kidepot.$table set name = '$named' where id = 50");
    is part('part one', 'value'), "4k7 $new", 'and another is called so';
    kept_is_right("$table renamed");
    writes("delete from kidepot.$table where id in (50, 51)");
    is part('part one', 'value'), '4k7 ${SHEETNAME} ${Grade} ${Maker}', 'and is none';
}
writes(q{update kidepot.category set value_template = '${Resistance} ${Tolerance} ${MPN}' where id = 2});
writes(q{update kidepot.setting set value_style = '4.7k'});
is part('part one', 'value'), '4.7k 1 % RC1', 'the style of values is a setting';
writes(q{update kidepot.part set value = 'mine' where id = 1});
is part('part one', 'value'), 'mine', 'the part itself is nearest';
writes(q{update kidepot.part set value = null where id = 1});
kept_is_right('values');

writes(q{update kidepot.category set footprint_parameter_template_id = 3, default_footprint = 'L:default' where id = 1});
is part('part one', 'footprint'), 'L:default', 'a package without mapping';
writes(q{insert into kidepot.footprint_map (category_id, value, footprint) values (null, '0603', 'L:all'), (null, '0805', 'L:0805'), (1, '0603', 'L:passive')});
is part('part one', 'footprint'), 'L:passive', 'the mapping of the nearest category';
is part('part two', 'footprint'), 'L:0805', 'and that for all';
writes(q{update kidepot.footprint_map set value = '0604' where category_id = 1});
is part('part one', 'footprint'), 'L:all', 'a mapping changed away';
writes(q{delete from kidepot.footprint_map});
is part('part one', 'footprint'), 'L:default', 'no mapping';
writes(q{update kidepot.parameter set value = 'L:direct' where part_id = 1 and template_id = 3});
is part('part one', 'footprint'), 'L:direct', 'a parameter that is a footprint itself';
writes(q{update kidepot.part set footprint = 'L:own' where id = 1});
is part('part one', 'footprint'), 'L:own', 'the part itself is nearest';
refused('footprint_map_value_is_unique_in_its_category', q{insert into kidepot.footprint_map (value, footprint) values ('a', 'L:x'), ('a', 'L:y')});
kept_is_right('footprints');

writes(q{update kidepot.parameter_template set visible = true, field_name = 'Tol' where id = 2});
is fields('part one'), 'MPN=RC1; Package=L:direct; Resistance=4.7 kΩ; Tol=1 %!', 'renamed and drawn for all';
writes(q{insert into kidepot.category_field (category_id, template_id, visible) values (1, 2, false); insert into kidepot.category_field (category_id, template_id, field_name) values (2, 2, 'T')});
is fields('part one'), 'MPN=RC1; Package=L:direct; Resistance=4.7 kΩ; T=1 %', 'the nearest category wins, each word by itself';
writes(q{update kidepot.parameter set visible = true, field_name = 'mine' where part_id = 1 and template_id = 2});
is fields('part one'), 'MPN=RC1; Package=L:direct; Resistance=4.7 kΩ; mine=1 %!', 'the part is nearer';
writes(q{update kidepot.parameter_template set field_name = 'manf#' where source = 'mpn'; insert into kidepot.category_field (category_id, template_id, served) values (3, 3, false)});
is fields('part one'), 'manf#=RC1; Resistance=4.7 kΩ; mine=1 %!', 'columns of the part are fields like others, and one that is not served';
writes(q{insert into kidepot.supplier (id, name, field_name) values (1, 'LCSC', 'LCSC'), (2, 'Shop', null); insert into kidepot.supplier_part (part_id, supplier_id, sku) values (1, 1, 'C2'), (1, 1, 'C1'), (1, 2, 'S1')});
is fields('part one'), 'manf#=RC1; Resistance=4.7 kΩ; mine=1 %!; LCSC=C1', 'a supplier with a field';
like part('part one', 'keywords'), qr/ C1 C2 S1$/, 'all numbers are searched';
refused('category_field_says_something', 'insert into kidepot.category_field (category_id, template_id) values (1, 1)');
refused('parameter_is_not_of_a_column_of_part', q{insert into kidepot.parameter (part_id, template_id, value) values (1, -3, 'x')});
kept_is_right('fields');

is part('loose', 'count(*)'), 0, 'a part without category is not shown';
writes(q{update kidepot.setting set uncategorized = 'Unsorted'});
is part('loose', 'count(*)'), 1, 'unless there is a place for it';
is $db->psql(q{select id || ' ' || name from kicad.category order by id}), "0 Unsorted\n3 Passives/Resistors/Chip", 'which is a category';
is join('|', $db->psql(q{select id || ' ' || name from kicad.category order by id})), '0 Unsorted|3 Passives/Resistors/Chip', 'of its own';
writes(q{update kidepot.setting set category_depth = 1});
is join('|', $db->psql(q{select id || ' ' || name from kicad.category order by id})), '0 Unsorted|1 Passives', 'deep categories fold';
is part('part one', 'category_id'), 1, 'and their parts with them';
is part('part one', 'symbol'), 'Device:R', 'with the defaults they had';
writes(q{update kidepot.category set exposed = false where id = 3});
is part('part one', 'count(*)'), 0, 'one that is not shown does not fold in';
writes(q{update kidepot.category set exposed = null where id = 3; update kidepot.setting set category_depth = null, uncategorized = null});
kept_is_right('folding');
refused('setting_has_one_row', 'insert into kidepot.setting (only_row) values (false)');
refused('category_depth_is_from_1_to_20', 'update kidepot.setting set category_depth = 0');

writes(q{update kidepot.part set not_for_new_designs = true where id = 1; update kidepot.part set template = true where id = 2});
like part('part one', 'description'), qr/^Not for new designs\. /, 'not for new designs is said first';
is part('part two', 'count(*)'), 0, 'a template is not shown';
writes(q{update kidepot.part set template = false where id = 2});

# Whatever is done in whatever order, what is kept is what the rules say.
sub pick { $_[int rand @_] }

my @random = (
    sub { "insert into kidepot.part (category_id, name, ipn) values (" . pick(1 .. 3, 'null') . ", 'r' || nextval('pg_temp.name'), null)" },
    sub { 'update kidepot.part set category_id = ' . pick(1 .. 3, 'null') . ', mpn = ' . pick('null', "'m'") . ' where id % 7 = ' . int rand 7 },
    sub { 'update kidepot.part set active = not active where id % 5 = ' . int rand 5 },
    sub { 'delete from kidepot.part where id > 3 and id % 11 = ' . int rand 11 },
    sub { 'insert into kidepot.parameter (part_id, template_id, value) select id, ' . pick(1 .. 3) . ", '" . pick('10k', '0603', 'x') . "' from kidepot.part where id % 3 = " . int(rand 3) . ' on conflict (part_id, template_id) do update set value = excluded.value' },
    sub { 'delete from kidepot.parameter where part_id % 4 = ' . int rand 4 },
    sub { 'update kidepot.category set exposed = ' . pick('null', 'true', 'false') . ', default_footprint = ' . pick('null', "'A:b'") . ' where id = ' . pick(1 .. 3) },
    sub { 'update kidepot.category set parent_id = ' . pick('null', 1) . ' where id = ' . pick(2, 3) },
    sub { 'update kidepot.category set value_template = ' . pick('null', q{'${Resistance}'}) . ', value_parameter_template_id = ' . pick('null', 1) . ' where id = ' . pick(1 .. 3) },
    sub { 'update kidepot.setting set category_depth = ' . pick('null', 1, 2) . ', value_style = ' . pick("'4k7'", "'4.7k'") . ', uncategorized = ' . pick('null', "'U'") },
    sub { "insert into kidepot.footprint_map (category_id, value, footprint) values (" . pick(1 .. 3, 'null') . ", '" . pick('0603', 'x') . "', 'M:m') on conflict (value, category_id) do update set footprint = 'M:' || nextval('pg_temp.name')" },
    sub { 'delete from kidepot.footprint_map where id % 3 = ' . int rand 3 },
    sub { 'update kidepot.parameter_template set visible = not visible, unit = ' . pick('null', "'Ω'") . ' where id = ' . pick(1 .. 3, -1 .. -3) },
    sub { 'insert into kidepot.category_field (category_id, template_id, visible) values (' . pick(1 .. 3) . ', ' . pick(1 .. 3) . ', true) on conflict (category_id, template_id) do update set served = ' . pick('true', 'false') },
    sub { 'delete from kidepot.category_field where category_id = ' . pick(1 .. 3) },
    sub { 'insert into kidepot.alternate (part_id, position, footprint) select id, 1, \'B:b\' from kidepot.part where id % 4 = ' . int(rand 4) . ' on conflict (part_id, position) do nothing' },
    sub { 'delete from kidepot.alternate where part_id % 2 = ' . int rand 2 },
    sub { 'insert into kidepot.supplier_part (part_id, supplier_id, sku) select id, ' . pick(1, 2) . ", 'k' from kidepot.part where id % 4 = " . int(rand 4) . ' on conflict do nothing' },
    sub { 'delete from kidepot.supplier_part where part_id % 2 = ' . int rand 2 },
    sub { 'update kidepot.supplier set field_name = ' . pick('null', "'S'") . ' where id = ' . pick(1, 2) },
);
$db->psql(q{select setval(pg_get_serial_sequence('kidepot.part', 'id'), 1000)});
my $seed = $ENV{KIDEPOT_TEST_SEED} // int rand 2**31;
srand $seed;
note "seed $seed";
for my $round (1 .. 10) {
    my @statements = map { pick(@random)->() } 1 .. 12;
    writes('create temporary sequence name start ' . $round * 100000 . ";\n" . join ";\n", @statements);
    kept_is_right("round $round of seed $seed") or diag(join "\n", @statements);
}

# Two that overlap: the second waits, or the first would be forgotten.
sub together {
    my @sql = @_;
    my @pids = map {
        my $sql = $_;
        my $pid = fork // die "cannot fork: $!\n";
        POSIX::_exit(eval { writes("begin; $sql; select pg_sleep(0.4); commit"); 1 } ? 0 : 1) if $pid == 0;
        $pid;
    } @sql;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    is scalar(grep { waitpid $_, 0; $? != 0 } @pids), 0, "together: @sql";
    kept_is_right('and both are there');
}

writes(q{delete from kidepot.parameter; delete from kidepot.alternate; delete from kidepot.category_field; delete from kidepot.footprint_map;
    update kidepot.category set exposed = null, footprint_parameter_template_id = 3 where id in (1, 2, 3);
    insert into kidepot.part (id, category_id, name) values (500, 3, 'both') on conflict do nothing});
together(q{insert into kidepot.parameter (part_id, template_id, value) values (500, 2, 'x')}, q{update kidepot.parameter_template set unit = 'new' where id = 2});
together(q{insert into kidepot.parameter (part_id, template_id, value) values (500, 3, 'q')}, q{insert into kidepot.alternate (part_id, position, footprint) values (500, 1, 'X:y')});
together(q{insert into kidepot.part (id, category_id, name) values (501, 3, 'late')}, q{update kidepot.category set default_symbol = 'Device:Z' where id = 1});
together(q{update kidepot.part set category_id = 1 where id = 501}, q{update kidepot.category set default_reference = 'Z' where id = 1});
together(q{insert into kidepot.footprint_map (value, footprint) values ('q', 'Q:q')}, q{update kidepot.part set mpn = 'now' where id = 500});
together(q{insert into kidepot.footprint_map (value, footprint) values ('p', 'P:p')}, q{update kidepot.parameter set value = 'p' where part_id = 500 and template_id = 3});

# At once: each sees the others' rows, or waits for them.
my @pids = map {
    my $number = $_;
    my $pid = fork // die "cannot fork: $!\n";
    if ($pid == 0) {
        srand $seed + $number;
        for my $step (1 .. 15) {
            eval { writes('create temporary sequence name start ' . ($number * 1000000 + $step * 1000) . ';begin;' . join(';', map { pick(@random)->() } 1 .. 2) . ';commit'); 1 }
                or $@ =~ /deadlock detected|duplicate key|violates foreign key/ or do { warn $@; POSIX::_exit(1) };
        }
        POSIX::_exit(0);
    }
    $pid;
} 1 .. 4;
is scalar(grep { waitpid $_, 0; $? != 0 } @pids), 0, 'four at once';
kept_is_right("after four at once, seed $seed");

$db->psql('set role kidepot_owner; truncate kidepot.part cascade', 'owner');
is $db->psql('select (select count(*) from kidepot.part_resolved) + (select count(*) from kidepot.part_search)'), 0, 'of emptied tables nothing is kept';
done_testing;
