-- Chip resistors: one preferred series per size, so that a value, a tolerance
-- and a size name one part. Also 0 ohm links and the thin film series for 0.1%.

create temporary table resistor_series (
    category text, manufacturer text, size text, series integer, lowest numeric, highest numeric,
    tolerance text, power text, voltage text, tempco text, film text, numbering text, head text,
    tail text, datasheet text
) on commit drop;

insert into resistor_series values
    ('Passives/Resistors/Chip 0402', 'Yageo', '0402', 24, 10, 1e6, '1', '0.063', '50', '100',
     'thick film', 'letter', 'RC0402FR-07', 'L',
     'https://www.yageo.com/upload/media/product/products/datasheet/rchip/PYu-RC_Group_51_RoHS_L_12.pdf'),
    ('Passives/Resistors/Chip 0603', 'Yageo', '0603', 24, 1, 10e6, '1', '0.1', '75', '100',
     'thick film', 'letter', 'RC0603FR-07', 'L',
     'https://www.yageo.com/upload/media/product/products/datasheet/rchip/PYu-RC_Group_51_RoHS_L_12.pdf'),
    ('Passives/Resistors/Chip 0603', 'Yageo', '0603', 96, 10, 1e6, '1', '0.1', '75', '100',
     'thick film', 'letter', 'RC0603FR-07', 'L',
     'https://www.yageo.com/upload/media/product/products/datasheet/rchip/PYu-RC_Group_51_RoHS_L_12.pdf'),
    ('Passives/Resistors/Chip 0805', 'Vishay', '0805', 24, 1, 10e6, '1', '0.125', '150', '100',
     'thick film', 'letter4', 'CRCW0805', 'FKEA',
     'https://www.vishay.com/docs/20035/dcrcwe3.pdf'),
    ('Passives/Resistors/Chip 1206', 'Panasonic', '1206', 24, 10, 1e6, '1', '0.25', '200', '100',
     'thick film', 'code4', 'ERJ-8ENF', 'V',
     'https://industrial.panasonic.com/cdbs/www-data/pdf/RDA0000/AOA0000C304.pdf'),
    ('Passives/Resistors/Chip 2512', 'Vishay', '2512', 6, 1, 10e3, '1', '1', '500', '100',
     'thick film', 'letter4', 'CRCW2512', 'FKEG',
     'https://www.vishay.com/docs/20035/dcrcwe3.pdf'),
    ('Passives/Resistors/Thin film 0.1%', 'Panasonic', '0603', 24, 100, 100e3, '0.1', '0.1', '75',
     '25', 'thin film', 'code3', 'ERA-3AEB', 'V',
     'https://industrial.panasonic.com/cdbs/www-data/pdf/RDM0000/AOA0000C307.pdf');

create temporary table chip_size (
    size text, footprint text, hand_soldered text
) on commit drop;

insert into chip_size values
    ('0402', 'R_0402_1005Metric', 'R_0402_1005Metric_Pad0.72x0.64mm_HandSolder'),
    ('0603', 'R_0603_1608Metric', 'R_0603_1608Metric_Pad0.98x0.95mm_HandSolder'),
    ('0805', 'R_0805_2012Metric', 'R_0805_2012Metric_Pad1.20x1.40mm_HandSolder'),
    ('1206', 'R_1206_3216Metric', 'R_1206_3216Metric_Pad1.30x1.75mm_HandSolder'),
    ('2512', 'R_2512_6332Metric', 'R_2512_6332Metric_Pad1.40x3.35mm_HandSolder');

-- E24 and E96 have a few values in common (1.00, 1.10, 1.50, ...): the group by
-- makes one part of them. The categories know symbol and footprint.
insert into demo_part
    (category, name, value, description, keywords, manufacturer, mpn, datasheet, footprint,
     alternates, parameters)
select s.category,
       format('R %s %s%% %s', pg_temp.shorthand(ohms), s.tolerance, s.size),
       pg_temp.shorthand(ohms),
       format('Chip resistor %s, %s %%, %s W, %s V, %s, %s ppm/K, %s',
              pg_temp.with_unit(ohms, 'Ω'), s.tolerance, s.power, s.voltage, s.film, s.tempco,
              s.size),
       format('resistor chip %s %s ohm E%s', s.film,
              concat_ws(' ', nullif(pg_temp.with_point(ohms), ohms::text), ohms), min(s.series)),
       s.manufacturer,
       s.head
           || case s.numbering
                  when 'letter' then upper(pg_temp.shorthand(ohms))
                  when 'letter4' then pg_temp.letter4(ohms)
                  when 'code4' then pg_temp.code4(ohms)
                  when 'code3' then pg_temp.code3(ohms)
              end
           || s.tail,
       s.datasheet,
       nullif('Resistor_SMD:' || c.footprint, d.footprint),
       array['Resistor_SMD:' || c.hand_soldered],
       jsonb_build_object('Resistance', ohms, 'Tolerance', s.tolerance, 'Power', s.power,
                          'Voltage', s.voltage, 'Temperature coefficient', s.tempco)
  from resistor_series s
  join chip_size c on c.size = s.size
  join kidepot.category_resolved d on d.path = s.category
 cross join lateral pg_temp.e_values(s.series, s.lowest, s.highest) ohms
 group by s.category, s.manufacturer, s.size, s.tolerance, s.power, s.voltage, s.tempco, s.film,
          s.numbering, s.head, s.tail, s.datasheet, c.footprint, c.hand_soldered, d.footprint, ohms
 order by s.category, ohms;

-- Links. Jumpers have no tolerance, and each manufacturer numbers them its way.
insert into demo_part
    (category, name, value, description, keywords, manufacturer, mpn, datasheet, alternates,
     parameters)
select s.category, format('R 0R %s', s.size), '0R',
       format('Chip resistor 0 Ω link, %s A, %s', l.ampere, s.size), 'resistor chip jumper link 0 ohm',
       s.manufacturer, l.mpn, min(s.datasheet), array['Resistor_SMD:' || c.hand_soldered],
       jsonb_build_object('Resistance', 0, 'Current', l.ampere)
  from (values ('0402', 'RC0402JR-070RL', '1'),
               ('0603', 'RC0603JR-070RL', '1'),
               ('0805', 'CRCW08050000Z0EA', '2.5'),
               ('1206', 'ERJ-8GEY0R00V', '2')) l (size, mpn, ampere)
  join resistor_series s on s.size = l.size and s.film = 'thick film'
  join chip_size c on c.size = s.size
 group by s.category, s.manufacturer, s.size, l.mpn, l.ampere, c.hand_soldered
 order by s.category;
