-- Tantalum, electrolytic and film capacitors.

-- Kemet T491 and Kyocera AVX TAJ: case, code, tolerance and voltage in another
-- order. ESR is that of the data sheet's table at 100 kHz.
insert into demo_part
    (category, name, value, description, keywords, manufacturer, mpn, datasheet, footprint,
     alternates, parameters)
select 'Passives/Capacitors/Tantalum',
       format('C %s %sV tantalum %s', pg_temp.shorthand(t.uf * 1e-6), t.voltage, t.letter),
       pg_temp.shorthand(t.uf * 1e-6),
       format('Tantalum capacitor %s, %s V, %s %%, %s Ω, case %s (%s)',
              pg_temp.with_unit(t.uf * 1e-6, 'F'), t.voltage, t.tolerance, t.esr, t.letter, c.size),
       'capacitor tantalum polarized polarised ' || pg_temp.with_point(t.uf * 1e-6),
       case t.maker when 'T491' then 'Kemet' else 'Kyocera AVX' end,
       case t.maker
           when 'T491' then 'T491' || t.letter || pg_temp.code3(t.uf * 1e6) || k.code
                                || lpad(split_part(t.voltage, '.', 1), 3, '0') || 'AT'
           else 'TAJ' || t.letter || pg_temp.code3(t.uf * 1e6) || k.code
                    || lpad(split_part(t.voltage, '.', 1), 3, '0') || 'RNJ'
       end,
       case t.maker
           when 'T491' then 'https://content.kemet.com/datasheets/KEM_T2005_T491.pdf'
           else 'https://datasheets.kyocera-avx.com/TAJ.pdf'
       end,
       'Capacitor_Tantalum_SMD:CP_EIA-' || c.footprint,
       array['Capacitor_Tantalum_SMD:CP_EIA-' || c.footprint || '_HandSolder'],
       jsonb_build_object('Capacitance', trim_scale(t.uf * 1e6), 'Voltage', t.voltage,
                          'Tolerance', t.tolerance, 'ESR', t.esr)
  from (values ('T491', 'A', 1, '16', '10', '10'), ('T491', 'A', 1, '25', '10', '8'),
               ('T491', 'A', 2.2, '16', '10', '7'), ('T491', 'A', 4.7, '10', '10', '5'),
               ('T491', 'A', 4.7, '16', '10', '4'), ('T491', 'A', 10, '10', '10', '3'),
               ('T491', 'A', 10, '6.3', '10', '4'), ('T491', 'A', 22, '6.3', '20', '3'),
               ('T491', 'B', 4.7, '25', '10', '1.5'), ('T491', 'B', 10, '16', '10', '2.8'),
               ('T491', 'B', 22, '10', '10', '2.4'), ('T491', 'B', 47, '6.3', '20', '2'),
               ('T491', 'C', 10, '25', '10', '1.8'), ('T491', 'C', 22, '16', '10', '1.6'),
               ('T491', 'C', 47, '10', '10', '1.2'), ('T491', 'C', 100, '6.3', '20', '0.9'),
               ('TAJ', 'D', 10, '35', '10', '1'), ('TAJ', 'D', 22, '25', '10', '0.9'),
               ('TAJ', 'D', 47, '16', '10', '0.8'), ('TAJ', 'D', 100, '10', '10', '0.7'),
               ('TAJ', 'D', 100, '16', '20', '0.6'), ('TAJ', 'D', 220, '6.3', '20', '0.5'),
               ('TAJ', 'D', 220, '10', '20', '0.5'))
       t (maker, letter, uf, voltage, tolerance, esr)
  join (values ('A', '3216-18', '3216-18_Kemet-A'), ('B', '3528-21', '3528-21_Kemet-B'),
               ('C', '6032-28', '6032-28_Kemet-C'), ('D', '7343-31', '7343-31_Kemet-D'))
       c (letter, size, footprint) on c.letter = t.letter
  join (values ('10', 'K'), ('20', 'M')) k (tolerance, code) on k.tolerance = t.tolerance
 order by t.letter, t.uf, t.voltage::numeric;

-- Panasonic FR: voltage code, microfarads as code (101 is 100 uF).
insert into demo_part
    (category, name, value, description, keywords, manufacturer, mpn, datasheet, footprint,
     parameters)
select 'Passives/Capacitors/Electrolytic/Radial',
       format('C %s %sV radial', pg_temp.shorthand(e.uf * 1e-6), v.voltage),
       pg_temp.shorthand(e.uf * 1e-6),
       format('Electrolytic capacitor %s, %s V, 20 %%, %s mm, 105 °C, low impedance',
              pg_temp.with_unit(e.uf * 1e-6, 'F'), v.voltage, e.can),
       'capacitor electrolytic aluminium polarized polarised radial '
           || pg_temp.with_point(e.uf * 1e-6),
       'Panasonic', 'EEU-FR' || v.code || pg_temp.code3(e.uf),
       'https://industrial.panasonic.com/cdbs/www-data/pdf/RDF0000/ABA0000C1259.pdf',
       'Capacitor_THT:CP_Radial_' || d.footprint,
       jsonb_build_object('Capacitance', e.uf * 1000000, 'Voltage', v.voltage, 'Tolerance', '20',
                          'Lifetime', e.hours)
  from (values ('1A', 220, '6.3 x 11.2', 6.3, 6000), ('1A', 470, '8 x 11.5', 8.0, 8000),
               ('1A', 1000, '8 x 20', 8.0, 9000), ('1C', 100, '5 x 11', 5.0, 5000),
               ('1C', 220, '6.3 x 11.2', 6.3, 6000), ('1C', 470, '8 x 11.5', 8.0, 8000),
               ('1C', 1000, '10 x 16', 10.0, 10000), ('1E', 47, '5 x 11', 5.0, 5000),
               ('1E', 100, '6.3 x 11.2', 6.3, 6000), ('1E', 220, '8 x 11.5', 8.0, 8000),
               ('1E', 470, '10 x 12.5', 10.0, 10000), ('1E', 1000, '10 x 20', 10.0, 10000),
               ('1V', 47, '5 x 11', 5.0, 5000), ('1V', 100, '6.3 x 11.2', 6.3, 6000),
               ('1V', 220, '8 x 11.5', 8.0, 8000), ('1V', 470, '10 x 16', 10.0, 10000),
               ('1H', 22, '5 x 11', 5.0, 5000), ('1H', 47, '6.3 x 11.2', 6.3, 6000),
               ('1H', 100, '8 x 11.5', 8.0, 8000), ('1H', 220, '10 x 16', 10.0, 10000))
       e (code, uf, can, diameter, hours)
  join (values ('1A', '10'), ('1C', '16'), ('1E', '25'), ('1V', '35'), ('1H', '50'))
       v (code, voltage) on v.code = e.code
  join (values (5.0, 'D5.0mm_P2.00mm'), (6.3, 'D6.3mm_P2.50mm'), (8.0, 'D8.0mm_P3.50mm'),
               (10.0, 'D10.0mm_P5.00mm')) d (diameter, footprint) on d.diameter = e.diameter
 order by v.voltage::numeric, e.uf;

-- Nichicon UWT: the letter before 1GS names the can.
insert into demo_part
    (category, name, value, description, keywords, manufacturer, mpn, datasheet, footprint,
     parameters)
select 'Passives/Capacitors/Electrolytic/Surface mount',
       format('C %s %sV SMD', pg_temp.shorthand(e.uf * 1e-6), v.voltage),
       pg_temp.shorthand(e.uf * 1e-6),
       format('Electrolytic capacitor %s, %s V, 20 %%, %s mm, 105 °C, surface mount',
              pg_temp.with_unit(e.uf * 1e-6, 'F'), v.voltage, e.can),
       'capacitor electrolytic aluminium polarized polarised smd '
           || pg_temp.with_point(e.uf * 1e-6),
       'Nichicon', 'UWT' || v.code || pg_temp.code3(e.uf) || 'MCL1GS',
       'https://www.nichicon.co.jp/english/products/pdfs/e-uwt.pdf',
       'Capacitor_SMD:CP_Elec_' || e.can,
       jsonb_build_object('Capacitance', trim_scale(e.uf * 1000000), 'Voltage', v.voltage,
                          'Tolerance', '20', 'Lifetime', 1000)
  from (values ('0J', 100, '5x5.4'), ('0J', 220, '6.3x5.4'), ('1A', 47, '5x5.4'),
               ('1A', 100, '6.3x5.4'), ('1C', 10, '4x5.4'), ('1C', 22, '5x5.4'),
               ('1C', 47, '6.3x5.4'), ('1C', 100, '6.3x5.4'), ('1E', 10, '4x5.4'),
               ('1E', 22, '5x5.4'), ('1E', 47, '6.3x5.4'), ('1V', 4.7, '4x5.4'),
               ('1V', 10, '5x5.4'), ('1V', 22, '6.3x5.4'), ('1H', 2.2, '4x5.4'), ('1H', 4.7, '5x5.4'), ('1H', 10, '6.3x5.4'))
       e (code, uf, can)
  join (values ('0J', '6.3'), ('1A', '10'), ('1C', '16'), ('1E', '25'), ('1V', '35'),
               ('1H', '50')) v (code, voltage) on v.code = e.code
 order by v.voltage::numeric, e.uf;

-- WIMA MKS2, pitch 5 mm: four digits for the value, two for the width.
insert into demo_part
    (category, name, value, description, keywords, manufacturer, mpn, datasheet, footprint,
     parameters)
select 'Passives/Capacitors/Film',
       format('C %s 63V film', pg_temp.shorthand(f.nf * 1e-9)), pg_temp.shorthand(f.nf * 1e-9),
       format('Film capacitor %s, 63 V, 10 %%, polyester, pitch 5 mm',
              pg_temp.with_unit(f.nf * 1e-9, 'F')),
       'capacitor film polyester pet mks ' || pg_temp.with_point(f.nf * 1e-9), 'WIMA',
       'MKS2C0' || f.code || '00KSSD', 'https://www.wima.de/wp-content/uploads/media/e_WIMA_MKS_2.pdf',
       'Capacitor_THT:C_Rect_L7.2mm_W' || f.width || 'mm_P5.00mm_FKS2_FKP2_MKS2_MKP2',
       jsonb_build_object('Capacitance', f.nf * 1000, 'Voltage', '63', 'Tolerance', '10')
  from (values (10, '21001A', '2.5'), (22, '22201A', '2.5'), (47, '24701A', '2.5'),
               (100, '31001A', '2.5'), (220, '32201B', '3.0'), (470, '34701C', '3.5'),
               (1000, '41001F', '5.5')) f (nf, code, width)
 order by f.nf;
