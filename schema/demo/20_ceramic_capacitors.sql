-- Multilayer ceramic capacitors: Murata GRM in 0402 and 0603, Samsung CL in 0805
-- and 1206, again one part for a value, voltage, dielectric and size.

-- C0G, 50 V. Below 10 pF the tolerance is in picofarads: code C is 0.25 pF, D is
-- 0.5 pF, J 5 %. Amounts are in farads here, the codes count picofarads.
insert into demo_part
    (category, name, value, description, keywords, manufacturer, mpn, datasheet, parameters)
select 'Passives/Capacitors/Ceramic/C0G ' || s.size,
       format('C %s 50V C0G %s', pg_temp.shorthand(farads), s.size), pg_temp.shorthand(farads),
       format('Ceramic capacitor %s, 50 V, C0G, %s, %s', pg_temp.with_unit(farads, 'F'), t.sentence,
              s.size),
       'capacitor mlcc ceramic np0 cog ' || pg_temp.with_point(farads), 'Murata',
       s.head || '5C1H' || pg_temp.code3(farads * 1e12) || t.code || 'A01D',
       'https://search.murata.co.jp/Ceramy/image/img/A01X/G101/ENG/' || s.head || '5C1H-01.pdf',
       jsonb_build_object('Capacitance', trim_scale(farads * 1e12), 'Voltage', '50',
                          'Dielectric', 'C0G', 'Tolerance', t.percent,
                          'Absolute tolerance', t.picofarads)
  from (values ('0402', 'GRM155', 1e-12, 1e-9),
               ('0603', 'GRM188', 1e-12, 3.3e-9)) s (size, head, lowest, highest)
 cross join lateral pg_temp.e_values(12, s.lowest, s.highest) farads
  join (values (0, 5e-12, 'C', '±0.25 pF', null, '0.25 pF'),
               (5e-12, 10e-12, 'D', '±0.5 pF', null, '0.5 pF'),
               (10e-12, 1, 'J', '5 %', '5', null))
       t (lowest, below, code, sentence, percent, picofarads)
    on farads >= t.lowest and farads < t.below
 order by s.size, farads;

-- X7R and X5R. Murata's number ends in a code of the very part ("KA93"), Samsung's
-- has the thickness and the reel, so each line says what its values have in common.
create temporary table class_2_series (
    size text, dielectric text, voltage text, tolerance text, head text, tail text,
    picofarads numeric[]
) on commit drop;

insert into class_2_series values
    ('0402', 'X7R', '50', '10', 'GRM155R71H', 'KA01D',
     array[220, 330, 470, 680, 1000, 1500, 2200, 3300, 4700]),
    ('0402', 'X7R', '25', '10', 'GRM155R71E', 'KA01D', array[6800, 10000, 15000, 22000]),
    ('0402', 'X7R', '16', '10', 'GRM155R71C', 'KA88D', array[33000, 47000, 68000, 100000]),
    ('0402', 'X5R', '10', '10', 'GRM155R61A', 'KE15D', array[220000, 470000, 1000000]),
    ('0402', 'X5R', '6.3', '20', 'GRM155R60J', 'ME47D', array[2200000, 4700000]),
    ('0603', 'X7R', '50', '10', 'GRM188R71H', 'KA01D',
     array[220, 330, 470, 680, 1000, 1500, 2200, 3300, 4700, 6800, 10000, 15000, 22000]),
    ('0603', 'X7R', '50', '10', 'GRM188R71H', 'KA93D', array[33000, 47000, 68000, 100000]),
    ('0603', 'X7R', '25', '10', 'GRM188R71E', 'KA88D', array[150000, 220000]),
    ('0603', 'X7R', '16', '10', 'GRM188R71C', 'KA12D', array[330000, 470000, 680000, 1000000]),
    ('0603', 'X5R', '25', '10', 'GRM188R61E', 'KA12D', array[1000000, 2200000]),
    ('0603', 'X5R', '10', '10', 'GRM188R61A', 'KE15D', array[2200000, 4700000]),
    ('0603', 'X5R', '10', '20', 'GRM188R61A', 'ME69D', array[10000000]),
    ('0603', 'X5R', '6.3', '20', 'GRM188R60J', 'MEA0D', array[22000000]),
    ('0805', 'X7R', '50', '10', 'CL21B', 'KBANNNC',
     array[1000, 1500, 2200, 3300, 4700, 6800, 10000, 15000, 22000, 33000]),
    ('0805', 'X7R', '50', '10', 'CL21B', 'KBFNNNE',
     array[47000, 68000, 100000, 150000, 220000, 330000, 470000, 1000000]),
    ('0805', 'X7R', '16', '10', 'CL21B', 'KOFNNNE', array[2200000, 4700000]),
    ('0805', 'X5R', '25', '10', 'CL21A', 'KAYNNNE', array[4700000, 10000000]),
    ('0805', 'X5R', '6.3', '20', 'CL21A', 'MQYNNNE', array[22000000, 47000000]),
    ('1206', 'X7R', '100', '10', 'CL31B', 'KCFNNNE', array[10000, 22000, 47000, 100000, 220000]),
    ('1206', 'X7R', '50', '10', 'CL31B', 'KBHNNNE', array[1000000, 2200000, 4700000]),
    ('1206', 'X7R', '25', '10', 'CL31B', 'KAHNNNE', array[10000000]),
    ('1206', 'X5R', '25', '10', 'CL31A', 'KAHNNNE', array[22000000]),
    ('1206', 'X5R', '6.3', '20', 'CL31A', 'MQHNNNE', array[47000000, 100000000]);

insert into demo_part
    (category, name, value, description, keywords, manufacturer, mpn, datasheet, alternates,
     parameters)
select 'Passives/Capacitors/Ceramic/X7R X5R ' || s.size,
       format('C %s %sV %s %s', pg_temp.shorthand(pf * 1e-12), s.voltage, s.dielectric, s.size),
       pg_temp.shorthand(pf * 1e-12),
       format('Ceramic capacitor %s, %s V, %s, %s %%, %s', pg_temp.with_unit(pf * 1e-12, 'F'),
              s.voltage, s.dielectric, s.tolerance, s.size),
       'capacitor mlcc ceramic decoupling ' || pg_temp.with_point(pf * 1e-12),
       case when s.head like 'GRM%' then 'Murata' else 'Samsung Electro-Mechanics' end,
       s.head || pg_temp.code3(pf) || s.tail,
       case when s.head like 'GRM%'
            then 'https://search.murata.co.jp/Ceramy/image/img/A01X/G101/ENG/' || s.head || '-01.pdf'
            else 'https://product.samsungsem.com/mlcc/' || s.head || pg_temp.code3(pf) || s.tail
                     || '.do'
       end,
       case s.size
           when '0603' then array['Capacitor_SMD:C_0603_1608Metric_Pad1.08x0.95mm_HandSolder']
           when '0805' then array['Capacitor_SMD:C_0805_2012Metric_Pad1.18x1.45mm_HandSolder']
           else '{}'
       end,
       jsonb_build_object('Capacitance', pf, 'Voltage', s.voltage, 'Dielectric', s.dielectric,
                          'Tolerance', s.tolerance)
  from class_2_series s
 cross join unnest(s.picofarads) pf
 order by s.size, pf, s.voltage::numeric desc;
