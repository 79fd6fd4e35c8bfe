-- The catalogue the cases ask for: little, all of it legal, much of it awkward.
-- Loaded as a writer. Ids are given, so that a case can name them.

insert into kidepot.category
    (id, parent_id, name, description, exposed, default_symbol, default_footprint, default_reference)
values
    (1, null, 'Resistors', 'holds sub-categories only', null, 'Device:R', 'Resistor_SMD:R_0603_1608Metric', 'R'),
    (2, 1, 'Chip, 1 % µΩ', E'the "usual" ones\n\\ and </others>', null, null, null, null),
    (3, 1, 'Wire-wound', null, null, null, null, null),
    (4, null, 'Drafts', 'not shown', false, 'Device:C', null, 'C'),
    (5, 4, 'Old drafts', 'not shown either', null, null, null, null),
    (6, 4, 'Shown "again" \ <&> 😀', 'shown although its parent is not', true, null, null, null),
    (7, null, 'Zoo', 'nothing is inherited here', null, null, null, null);

insert into kidepot.parameter_template (id, name, unit, field_name, visible) values
    (1, 'Resistance', 'Ω', null, true),
    (2, 'Tolerance', '%', null, false),
    (3, 'Maximum "working" voltage', 'V', 'Vmax', false),
    (4, 'Another value', null, 'VALUE', true),
    (5, 'Another number', null, 'mpn', true);

insert into kidepot.part
    (id, category_id, ipn, name, description, keywords, manufacturer, mpn, datasheet,
     symbol, footprint, reference, value,
     exclude_from_bom, exclude_from_board, exclude_from_sim, active)
values
    -- everything there is
    (10, 2, 'R-10k', '10 kΩ/1 %', 'thick film', 'resistor chip', 'Ohm & "Söhne"', 'OS-0603-103',
     'https://example.com/r.pdf?a=1&b="2"#p', 'Device:R_US', 'Resistor_SMD:R_0402_1005Metric', 'RX', '10 kΩ',
     false, false, false, true),
    -- only what must be; the rest comes from the categories above
    (11, 2, null, 'plain', null, null, null, null, null, null, null, null, null,
     false, false, false, true),
    -- each character that KiCad cannot have in a name
    (12, 2, null, 'a:b\c<d>e"f', null, null, null, null, null, null, null, null, null,
     false, false, false, true),
    -- four bytes a character, line separators, breaks, tabs, a quote, HTML
    (13, 2, null, '😀 {slash} '' a/b//c', E'1\u2028 2\u2029 3\r\n4\t5 \\ 6 </script> é e\u0301 \U0010ffff', '😀 µ Ω',
     null, null, null, null, null, null, E'"\\/',
     false, false, false, true),
    -- kept away from everything, with further footprints
    (14, 2, null, 'excluded', null, null, null, null, null, null, null, null, null,
     true, true, true, true),
    -- one flag each
    (15, 2, null, 'no: "bom"', null, null, null, null, null, null, null, null, null,
     true, false, false, true),
    (16, 2, null, 'no board', null, null, null, null, null, null, null, null, null,
     false, true, false, true),
    (17, 2, null, 'no simulation', null, null, null, null, null, null, null, null, null,
     false, false, true, true),
    -- not to be seen: inactive, in no category, in a category that is not shown
    (20, 2, null, 'inactive', null, null, null, null, null, null, null, null, null,
     false, false, false, false),
    (21, null, null, 'homeless', null, null, null, null, null, 'Device:R', null, null, null,
     false, false, false, true),
    (22, 4, null, 'draft', null, null, null, null, null, null, null, null, null,
     false, false, false, true),
    (23, 5, null, 'old draft', null, null, null, null, null, null, null, null, null,
     false, false, false, true),
    -- in a category shown below one that is not
    (24, 6, null, 'shown', null, null, null, null, null, null, null, null, null,
     false, false, false, true),
    -- no footprint and no reference at all
    (30, 7, null, 'lion', null, null, null, null, 'file:///usr/share/lion.pdf', 'Zoo:Lion', null, null, null,
     false, false, false, true),
    -- no symbol: cannot be placed, so it is left out
    (31, 7, null, 'ghost', null, null, null, null, null, null, null, null, null,
     false, false, false, true),
    -- its symbol would come from this very library
    (32, 7, null, 'mirror', null, null, null, null, null, 'KiDepot:mirror', null, null, null,
     false, false, false, true);

insert into kidepot.alternate (part_id, position, footprint) values
    (14, 2, 'Resistor_SMD:R_1206_3216Metric'),
    (14, 1, 'Resistor_SMD:R_0805_2012Metric');

insert into kidepot.parameter (part_id, template_id, value) values
    (10, 1, '10 k'),
    (10, 2, '1'),
    (10, 3, '50'),
    (10, 4, 'would be taken for the value'),
    (10, 5, 'would be taken for the MPN');

-- Secrets are "kd_", the prefix, "_" and the prefix eight times over.
insert into kidepot.token (name, prefix, sha256, scope, created_at, expires_at, revoked_at)
select name, prefix, sha256(convert_to('kd_' || prefix || '_' || repeat(prefix, 8), 'UTF8')),
       scope, '2020-01-01', expires_at, revoked_at
  from (values ('designer', '0000000a', 'read', null::timestamptz, null::timestamptz),
               ('administrator', '0000000b', 'admin', '9999-12-31', null),
               ('former', '0000000c', 'read', '2021-02-03 00:00+00', null),
               ('stolen', '0000000d', 'read', null, '2022-03-04 12:00+00'),
               ('stolen and old', '0000000e', 'read', '2021-02-03 00:00+00', '2022-03-04 12:00+00'))
       as t (name, prefix, scope, expires_at, revoked_at);

-- a part that was renamed
update kidepot.part set name = 'no bom' where id = 15;
