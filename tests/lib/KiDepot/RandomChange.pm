package KiDepot::RandomChange;

# A small catalogue in which anything depends on everything, and changes to it:
#   KiDepot::RandomChange::fill($db);
#   my @sql = KiDepot::RandomChange::some(400);     of srand; some of them are refused

use v5.28;
use warnings;

sub fill {
    my ($db) = @_;
    $db->psql(<<~'SQL', 'writer');
        insert into kidepot.parameter_template (id, name, unit, si_prefix, served) values (1, 'Resistance', 'Ω', true, true),
            (2, 'Power', null, false, true), (3, 'Remark', null, false, false), (4, 'Package', null, false, true), (5, 'Unused', null, false, true);
        insert into kidepot.category (id, parent_id, name, exposed) values (1, null, 'A', null), (2, 1, 'B', null), (3, null, 'C', null),
            (4, null, 'D', false), (5, null, 'E', null), (6, null, 'F', null), (7, 6, 'G', null), (8, 3, 'H', null);
        update kidepot.category set value_parameter_template_id = 1, footprint_parameter_template_id = 4 where id = 1;
        insert into kidepot.part (id, category_id, name, symbol) values (11, 1, 'p11', 'S:R'), (12, 1, 'old', 'S:R'), (13, 1, 'p13', null), (21, 2, 'p21', 'S:R'),
            (31, 3, 'p31', 'S:R'), (32, 3, 'p32', 'S:R'), (41, 4, 'p41', 'S:R'), (71, 7, 'p71', 'S:R'), (81, 8, 'p81', 'S:R'), (91, null, 'p91', 'S:R');
        insert into kidepot.parameter (part_id, template_id, value) values (11, 1, '4700'), (11, 4, '0603'), (21, 1, '10k'), (21, 4, '0805'),
            (31, 2, '1 W'), (31, 3, 'x'), (71, 2, '2 W'), (91, 2, '3 W'), (41, 2, '4 W');
        insert into kidepot.supplier (id, name, field_name) values (1, 'Shop', 'Shop number'), (2, 'Bazaar', null), (3, 'Nobody', 'Nothing');
        insert into kidepot.supplier_part (part_id, supplier_id, sku) values (31, 1, 'N31'), (71, 2, 'N71');
        insert into kidepot.location (id, name) values (1, 'Shelf');
        insert into kidepot.token (id, name, prefix, sha256, restricted) values (1, 'all', '0000000a', sha256('a'), false), (2, 'held', '0000000b', sha256('b'), true),
            (3, 'late', '0000000c', sha256('c'), true);
        insert into kidepot.token_category values (2, 1), (3, 6);
        SQL
    $db->psql("update kidepot.part set name = 'p12' where id = 12", 'writer');
    $db->psql("alter table kidepot.$_ alter id restart with 1001", 'owner') for qw(category part parameter_template token);
}

sub one { $_[rand @_] }
sub part { one(11, 12, 13, 21, 31, 32, 41, 71, 81, 91, 64, 101 .. 105) }
sub node { one(1 .. 9, 20, 21) }
sub node_or_none { one(node(), node(), node(), 'null') }
sub template { one(1 .. 4, -1, -3) }
sub word { one(map { "'$_'" } qw(a b c 4k7 1000 0603 F:1 F:2)) }
sub footprint { one(map { "'F:$_'" } 1 .. 3) }
sub yes { one(qw(true false)) }
sub yes_or_none { one(qw(true false null)) }
my @random = (
    sub { 'update kidepot.part set ' . one(qw(value description keywords mpn ipn reference manufacturer)) . ' = ' . one(word(), 'null') . ' where id = ' . part() },
    sub { 'update kidepot.part set ' . one('active = ' . one('true', 'true', 'true', 'false'), 'template = ' . one('false', 'false', 'true'), 'not_for_new_designs = ' . yes(), 'exclude_from_bom = ' . yes()) . ' where id in (' . part() . ', ' . part() . ')' },
    sub { 'update kidepot.part set footprint = ' . one(footprint(), 'null') . ', symbol = ' . one("'S:A'", "'S:B'", 'null') . ' where id = ' . part() },
    sub { 'update kidepot.part set category_id = ' . node_or_none() . ' where id = ' . part() },
    sub { 'update kidepot.part set category_id = ' . node_or_none() . ' where bucket_id = ' . node() },
    sub { "update kidepot.part set name = 'n" . one(1 .. 8, ':', '_') . "' where id = " . part() },
    sub { 'insert into kidepot.part (id, category_id, name) values (' . part() . ', ' . node_or_none() . ", 'n" . one(1 .. 20) . "')" },
    sub { 'delete from kidepot.part where id = ' . part() },
    sub { 'delete from kidepot.part_name where retired_at is not null and part_id = ' . part() },
    sub { 'insert into kidepot.parameter (part_id, template_id, value, served) values (' . join(', ', part(), template(), word(), yes_or_none()) . ') on conflict (part_id, template_id) do update set value = excluded.value, served = excluded.served' },
    sub { 'delete from kidepot.parameter where template_id = ' . template() . ' and part_id = ' . part() },
    sub { 'insert into kidepot.alternate values (' . join(', ', part(), one(1, 2), footprint()) . ') on conflict (part_id, position) do update set footprint = excluded.footprint' },
    sub { 'delete from kidepot.alternate where part_id = ' . part() },
    sub { 'insert into kidepot.pin_map values (' . join(', ', part(), footprint(), word(), word()) . ')' },
    sub { 'delete from kidepot.pin_map where footprint = ' . footprint() },
    sub { 'insert into kidepot.supplier_part values (' . join(', ', part(), one(1, 2), word()) . ')' },
    sub { 'delete from kidepot.supplier_part where sku = ' . word() },
    sub { 'update kidepot.supplier set ' . one('name', 'field_name') . ' = ' . word() . ' where id = ' . one(1, 2, 3) },
    sub { 'update kidepot.parameter_template set ' . one('name = ' . word(), 'field_name = ' . one('null', word()), 'visible = ' . yes(), 'served = ' . yes(), 'si_prefix = ' . yes(), 'unit = ' . one('null', "'V'")) . ' where id = ' . template() },
    sub { 'insert into kidepot.category_field values (' . join(', ', node(), template(), one('null', word()), yes_or_none(), yes_or_none()) . ') on conflict (category_id, template_id) do update set visible = excluded.visible, served = excluded.served' },
    sub { 'delete from kidepot.category_field where category_id = ' . node() },
    sub { 'insert into kidepot.footprint_map (category_id, value, footprint) values (' . join(', ', node_or_none(), word(), footprint()) . ')' },
    sub { 'update kidepot.footprint_map set footprint = ' . footprint() . ' where value = ' . word() },
    sub { 'delete from kidepot.footprint_map where category_id is not distinct from ' . node_or_none() },
    sub { 'update kidepot.category set exposed = ' . one('null', 'true', 'true', 'false') . ' where id = ' . node() },
    sub { 'update kidepot.category set name = ' . word() . ', description = ' . one('null', word()) . ' where id = ' . node() },
    sub { 'update kidepot.category set parent_id = ' . node_or_none() . ' where id = ' . node() },
    sub { 'update kidepot.category set default_footprint = ' . one('null', footprint()) . ", default_symbol = 'S:C', default_reference = " . one('null', word()) . ' where id = ' . node() },
    sub { 'update kidepot.category set value_template = ' . one('null', q('${Name} ${Power}'), q('${IPN}')) . ', value_parameter_template_id = ' . one('null', 1, 2) . ' where id = ' . node() },
    sub { 'update kidepot.category set footprint_parameter_template_id = ' . one('null', 4, 2) . ' where id = ' . node() },
    sub { 'insert into kidepot.category (id, parent_id, name) values (' . join(', ', node(), node_or_none(), word()) . ')' },
    sub { 'delete from kidepot.category where id = ' . node() },
    sub { 'insert into kidepot.stock_movement (part_id, location_id, quantity) values (' . part() . ', 1, ' . one(-1, 1, 5) . ')' },
    sub { 'update kidepot.setting set ' . one("value_style = '4k7'", "value_style = '4.7k'", 'stock_format = ' . one('null', q('{0} {1}'), q('{part.Name}')), 'category_depth = ' . one('null', 1, 2),
        'uncategorized = ' . one('null', word()), 'former_names = ' . one('null', word())) },
    sub { 'update kidepot.token set ' . one('revoked_at = ' . one('null', "'2026-01-01'"), 'restricted = ' . yes(), "scope = 'read'", 'last_used_at = now()', 'name = ' . word()) . ' where id = ' . one(1, 2, 3) },
    sub { 'insert into kidepot.token_category values (' . one(1, 2, 3) . ', ' . node() . ')' },
    sub { 'delete from kidepot.token_category where category_id = ' . node() },
);

# Most of them at what is shown.
sub some {
    my ($count) = @_;
    return map { one(@random, @random[0 .. 5, 9, 11], @random[0 .. 5, 9, 11])->() } 1 .. $count;
}

1;
