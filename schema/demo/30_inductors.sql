-- Inductors and ferrite beads.

-- Coilcraft XAL: nanohenry as code, tolerance 20 %. Saturation current is the one
-- at 30 % drop.
insert into demo_part
    (category, name, value, description, keywords, manufacturer, mpn, datasheet, footprint,
     parameters)
select 'Passives/Inductors/Power',
       format('L %s %sA %s', pg_temp.shorthand(l.uh * 1e-6), l.ampere, l.series),
       pg_temp.shorthand(l.uh * 1e-6),
       format('Power inductor %s, 20 %%, %s A saturation, %s mΩ, shielded, %s',
              pg_temp.with_unit(l.uh * 1e-6, 'H'), l.ampere, l.milliohm, b.body),
       'inductor coil choke shielded molded power ' || pg_temp.with_point(l.uh * 1e-6), 'Coilcraft',
       l.series || '-' || pg_temp.code3(l.uh * 1000) || 'MEC',
       format('https://www.coilcraft.com/getmedia/%s.pdf', lower(left(l.series, 5)) || 'xx'),
       format('Inductor_SMD:L_Coilcraft_%s-XXX', l.series),
       jsonb_build_object('Inductance', l.uh, 'Tolerance', '20', 'Current', l.ampere,
                          'DC resistance', trim_scale(l.milliohm / 1000.0))
  from (values ('XAL4020', 0.22, '17', 5.81), ('XAL4020', 0.47, '13', 8.0),
               ('XAL4020', 1, '8.7', 13.25), ('XAL4020', 1.5, '7.1', 21.45),
               ('XAL4020', 2.2, '5.6', 35.2), ('XAL4030', 3.3, '5.5', 26),
               ('XAL4030', 4.7, '4.5', 40.1), ('XAL4030', 6.8, '3.6', 67.4),
               ('XAL5030', 1, '14', 8.5), ('XAL5030', 2.2, '9.2', 13.2),
               ('XAL5030', 3.3, '8.7', 21.2), ('XAL5030', 4.7, '6.7', 36),
               ('XAL6060', 4.7, '10.5', 14.4), ('XAL6060', 6.8, '9.2', 18.9),
               ('XAL6060', 10, '7.6', 27), ('XAL6060', 15, '6.1', 39.7),
               ('XAL6060', 22, '5.2', 55.1), ('XAL6060', 33, '3.6', 95.9))
       l (series, uh, ampere, milliohm)
  join (values ('XAL4020', '4 x 4 x 2.1 mm'),
               ('XAL4030', '4 x 4 x 3.1 mm'),
               ('XAL5030', '5.3 x 5.5 x 3.1 mm'),
               ('XAL6060', '6.4 x 6.6 x 6.1 mm')) b (series, body)
    on b.series = l.series
 order by l.series, l.uh;

-- Bourns SRN6045TA: microhenry as code; Y is 30 %, M is 20 %.
insert into demo_part
    (category, name, value, description, keywords, manufacturer, mpn, datasheet, footprint,
     parameters)
select 'Passives/Inductors/Power',
       format('L %s %sA SRN6045TA', pg_temp.shorthand(l.uh * 1e-6), l.ampere),
       pg_temp.shorthand(l.uh * 1e-6),
       format('Power inductor %s, %s %%, %s A, semi-shielded, 6 x 6 x 4.5 mm',
              pg_temp.with_unit(l.uh * 1e-6, 'H'), l.tolerance, l.ampere),
       'inductor coil choke power ' || pg_temp.with_point(l.uh * 1e-6), 'Bourns',
       'SRN6045TA-' || pg_temp.code3(l.uh) || l.code,
       'https://www.bourns.com/docs/product-datasheets/srn6045ta.pdf',
       'Inductor_SMD:L_Bourns_SRN6045TA',
       jsonb_build_object('Inductance', l.uh, 'Tolerance', l.tolerance, 'Current', l.ampere)
  from (values (1, 'Y', '30', '6.5'), (1.5, 'Y', '30', '5.9'), (2.2, 'Y', '30', '5.2'),
               (3.3, 'Y', '30', '4.5'), (4.7, 'M', '20', '4.1'), (6.8, 'M', '20', '3.5'),
               (10, 'M', '20', '2.9'), (15, 'M', '20', '2.4'), (22, 'M', '20', '1.9'),
               (33, 'M', '20', '1.6'), (47, 'M', '20', '1.4'), (68, 'M', '20', '1.1'),
               (100, 'M', '20', '0.9')) l (uh, code, tolerance, ampere)
 order by l.uh;

-- Murata LQG15HS: nanohenry with N for the point; S is 0.3 nH, J is 5 %.
insert into demo_part
    (category, name, value, description, keywords, manufacturer, mpn, datasheet, parameters)
select 'Passives/Inductors/RF 0402', format('L %s RF 0402', pg_temp.shorthand(henry)),
       pg_temp.shorthand(henry),
       format('RF inductor %s, %s, multilayer, 0402', pg_temp.with_unit(henry, 'H'),
              case when henry < 10e-9 then '±0.3 nH' else '5 %' end),
       'inductor rf matching multilayer ' || pg_temp.with_point(henry), 'Murata',
       'LQG15HS'
           || case when henry < 10e-9 then replace(to_char(henry * 1e9, 'FM0.0'), '.', 'N') || 'S'
                   when henry < 100e-9 then trim_scale(henry * 1e9) || 'NJ'
                   else 'R' || trim_scale(henry * 1e8) || 'J'
              end
           || '02D',
       'https://search.murata.co.jp/Ceramy/image/img/P02/JELF243B-0005.pdf',
       jsonb_build_object('Inductance', trim_scale(henry * 1e6),
                          'Tolerance', case when henry >= 10e-9 then '5' end,
                          'Absolute tolerance', case when henry < 10e-9 then '0.3 nH' end)
  from pg_temp.e_values(12, 1e-9, 100e-9) henry
 order by henry;

-- Murata BLM: the ohms at 100 MHz as code.
insert into demo_part
    (category, name, value, description, keywords, manufacturer, mpn, datasheet, footprint,
     parameters)
select 'Passives/Inductors/Ferrite beads',
       format('FB %s %sA %s', pg_temp.shorthand(b.ohms), b.ampere, s.size),
       pg_temp.shorthand(b.ohms),
       format('Ferrite bead %s Ω at 100 MHz, %s A, %s mΩ, %s', b.ohms, b.ampere, b.milliohm, s.size),
       'ferrite bead emi choke inductor', 'Murata', b.mpn,
       'https://www.murata.com/en-us/products/emc/emifil/overview/lineup/' || lower(left(b.mpn, 5)),
       'Inductor_SMD:' || s.footprint,
       jsonb_build_object('Impedance at 100 MHz', b.ohms, 'Current', b.ampere,
                          'DC resistance', trim_scale(b.milliohm / 1000.0))
  from (values ('BLM15AG102SN1D', 1000, '0.3', 650), ('BLM15PD121SN1D', 120, '1.3', 90),
               ('BLM15PX221SN1D', 220, '1.6', 80), ('BLM18AG102SN1D', 1000, '0.4', 500),
               ('BLM18AG601SN1D', 600, '0.5', 380), ('BLM18KG121TN1D', 120, '3', 30),
               ('BLM18PG121SN1D', 120, '2', 50), ('BLM18PG221SN1D', 220, '1.4', 100),
               ('BLM18PG471SN1D', 470, '1', 200), ('BLM21PG221SN1D', 220, '2', 50),
               ('BLM21PG331SN1D', 330, '1.5', 90), ('BLM21PG600SN1D', 60, '3.5', 20))
       b (mpn, ohms, ampere, milliohm)
  join (values ('BLM15', '0402', 'L_0402_1005Metric'), ('BLM18', '0603', 'L_0603_1608Metric'),
               ('BLM21', '0805', 'L_0805_2012Metric')) s (series, size, footprint)
    on s.series = left(b.mpn, 5)
 order by s.size, b.ohms, b.ampere;
