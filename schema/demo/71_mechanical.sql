-- What is on the board but not bought (holes, pads, marks: not in the bill of
-- materials), and what is bought but not on the board (not in the layout).

insert into demo_part
    (category, name, value, description, keywords, symbol, footprint, parameters, exclude_from_bom,
     exclude_from_sim)
select 'Mechanical/Mounting holes', format('Hole %s%s', h.screw, k.ending), h.screw,
       format('Mounting hole for %s, %s mm%s', h.screw, h.diameter, k.sentence), 'mounting hole screw',
       k.symbol, format('MountingHole:MountingHole_%smm_%s%s', h.diameter, h.screw, k.footprint),
       jsonb_build_object('Hole diameter', h.diameter), true, true
  from (values ('M2', '2.2'), ('M2.5', '2.7'), ('M3', '3.2'), ('M4', '4.3'), ('M5', '5.3')) h (screw, diameter)
 cross join (values ('', '', null, ''),
                    (' pad', ', with pad', 'Mechanical:MountingHole_Pad', '_Pad'),
                    (' via', ', with pad and vias', 'Mechanical:MountingHole_Pad', '_Pad_Via'))
       k (ending, sentence, symbol, footprint)
 order by h.diameter, k.ending;

insert into demo_part
    (category, name, value, description, keywords, footprint, exclude_from_bom, exclude_from_sim)
select 'Mechanical/Test points', 'Test pad ' || t.size || 'mm', 'TP',
       format('Test pad, round, %s mm', t.size), 'test point probe pad',
       format('TestPoint:TestPoint_Pad_D%smm', t.size), true, true
  from (values ('1.0'), ('1.5'), ('2.0'), ('3.0')) t (size);

-- Keystone 5000 to 5009: the last digit is the colour.
insert into demo_part
    (category, name, value, description, keywords, manufacturer, mpn, datasheet, footprint,
     exclude_from_sim, parameters)
select 'Mechanical/Test points', (s.base + c.digit)::text, 'TP',
       format('Test point loop, %s, %s', s.size, c.colour), 'test point loop hook', 'Keystone',
       (s.base + c.digit)::text, 'https://www.keyelco.com/product.cfm/product_id/' || s.base + c.digit,
       s.footprint, true, jsonb_build_object('Colour', c.colour)
  from (values (5000, 'miniature', 'TestPoint:TestPoint_Keystone_5000-5004_Miniature'),
               (5005, 'compact', 'TestPoint:TestPoint_Keystone_5005-5009_Compact')) s (base, size, footprint)
 cross join (values (0, 'red'), (1, 'black'), (2, 'white'), (3, 'orange'), (4, 'yellow')) c (digit, colour)
 order by s.base, c.digit;

insert into demo_part
    (category, name, description, keywords, symbol, footprint, exclude_from_bom, exclude_from_sim)
values ('Mechanical/Fiducials', 'Fiducial 1mm', 'Fiducial mark, 1 mm, mask 2 mm', 'fiducial placement mark', null,
        'Fiducial:Fiducial_1mm_Mask2mm', true, true),
       ('Mechanical/Fiducials', 'Fiducial 0.5mm', 'Fiducial mark, 0.5 mm, mask 1 mm', 'fiducial placement mark', null,
        'Fiducial:Fiducial_0.5mm_Mask1mm', true, true),
       ('Mechanical/Solder jumpers', 'Solder jumper open', 'Solder jumper, two pads, open', 'jumper bridge link',
        'Jumper:SolderJumper_2_Open', 'Jumper:SolderJumper-2_P1.3mm_Open_RoundedPad1.0x1.5mm', true, true),
       ('Mechanical/Solder jumpers', 'Solder jumper closed', 'Solder jumper, two pads, closed', 'jumper bridge link',
        'Jumper:SolderJumper_2_Bridged', 'Jumper:SolderJumper-2_P1.3mm_Bridged_RoundedPad1.0x1.5mm', true, true),
       ('Mechanical/Solder jumpers', 'Solder jumper 3 open', 'Solder jumper, three pads, open', 'jumper bridge link',
        'Jumper:SolderJumper_3_Open', 'Jumper:SolderJumper-3_P1.3mm_Open_RoundedPad1.0x1.5mm', true, true),
       ('Mechanical/Net ties', 'Net tie 2 0.5mm', 'Net tie, two nets, 0.5 mm', 'net tie star point', 'Device:NetTie_2',
        'NetTie:NetTie-2_SMD_Pad0.5mm', true, true),
       ('Mechanical/Net ties', 'Net tie 2 2mm', 'Net tie, two nets, 2 mm', 'net tie star point', 'Device:NetTie_2',
        'NetTie:NetTie-2_SMD_Pad2.0mm', true, true);

insert into demo_part
    (category, name, description, keywords, manufacturer, mpn, datasheet, symbol, exclude_from_board,
     exclude_from_sim)
values ('Mechanical/Hardware', '1551KBK', 'Enclosure, ABS, black, 80 x 40 x 20 mm', 'case box housing enclosure',
        'Hammond', '1551KBK', 'https://www.hammfg.com/files/parts/pdf/1551K.pdf', null, true, true),
       ('Mechanical/Hardware', 'SPC02SYAN', 'Jumper cap, 2.54 mm, black', 'shunt jumper cap', 'Sullins',
        'SPC02SYAN', 'https://www.sullinscorp.com/catalogs/146_page204_.100_shunts.pdf', 'Mechanical:Mechanical_Shape', true, true),
       ('Mechanical/Hardware', 'SK 129 25,4 STS', 'Heat sink for TO-220, 25.4 mm, 6.5 K/W', 'heatsink cooler', 'Fischer Elektronik',
        'SK 129 25,4 STS', 'https://www.fischerelektronik.de/web_fischer/en_GB/heatsinks/A04/', 'Mechanical:Heatsink', true, true);
