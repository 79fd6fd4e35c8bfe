-- Resistors that are not plain chips: current sense, axial, arrays, trimmers,
-- thermistors and varistors.

-- Vishay WSL2512: R stands for the point of ohms, L for that of milliohms.
insert into demo_part
    (category, name, value, description, keywords, manufacturer, mpn, datasheet, parameters)
select 'Passives/Resistors/Current sense', format('R %s 1%% 2512', v.value), v.value,
       format('Current sense resistor %s mΩ, 1 %%, 1 W, metal strip, 75 ppm/K, 2512', v.milliohm),
       format('resistor shunt low ohm %s milliohm', v.milliohm), 'Vishay',
       'WSL2512' || v.code || 'FEA', 'https://www.vishay.com/docs/30100/wsl.pdf',
       jsonb_build_object('Resistance', trim_scale(v.milliohm / 1000.0), 'Tolerance', '1',
                          'Power', '1', 'Temperature coefficient', '75')
  from (select m as milliohm, m || 'm' as value,
               case when m < 10 then m || 'L000' else 'R0' || m || '0' end as code
          from unnest(array[1, 2, 3, 4, 5, 10, 15, 20, 25, 30, 40, 50, 75]) m) v
 order by v.milliohm;

-- Metal film, the 0207 body of every drawer.
insert into demo_part
    (category, name, value, description, keywords, manufacturer, mpn, datasheet, alternates,
     parameters)
select 'Passives/Resistors/Axial 0207',
       format('R %s 1%% 0207', pg_temp.shorthand(ohms)), pg_temp.shorthand(ohms),
       format('Axial resistor %s, 1 %%, 0.25 W, 250 V, metal film, 100 ppm/K, DIN 0207',
              pg_temp.with_unit(ohms, 'Ω')),
       format('resistor through-hole metal film %s ohm',
              concat_ws(' ', nullif(pg_temp.with_point(ohms), ohms::text), ohms)),
       'Yageo', 'MFR-25FBF52-' || upper(pg_temp.shorthand(ohms)),
       'https://www.yageo.com/upload/media/product/products/datasheet/lr/Yageo_LR_MFR_1.pdf',
       array['Resistor_THT:R_Axial_DIN0207_L6.3mm_D2.5mm_P7.62mm_Horizontal',
             'Resistor_THT:R_Axial_DIN0207_L6.3mm_D2.5mm_P2.54mm_Vertical'],
       jsonb_build_object('Resistance', ohms, 'Tolerance', '1', 'Power', '0.25', 'Voltage', '250',
                          'Temperature coefficient', '100')
  from pg_temp.e_values(12, 10, 1e6) ohms
 order by ohms;

insert into demo_part
    (category, name, value, description, keywords, manufacturer, mpn, datasheet, parameters)
select 'Passives/Resistors/Arrays', format('R 4x %s 5%% 0603', pg_temp.shorthand(ohms)),
       pg_temp.shorthand(ohms),
       format('Resistor array, four isolated %s, 5 %%, 0.063 W each, convex, 4x0603',
              pg_temp.with_unit(ohms, 'Ω')),
       format('resistor array network pack isolated %s ohm',
              concat_ws(' ', nullif(pg_temp.with_point(ohms), ohms::text), ohms)),
       'Yageo', 'YC164-JR-07' || upper(pg_temp.shorthand(ohms)) || 'L',
       'https://www.yageo.com/upload/media/product/products/datasheet/rchip/PYu-YC_Group_51_RoHS_L_12.pdf',
       jsonb_build_object('Resistance', ohms, 'Tolerance', '5', 'Power', '0.063', 'Voltage', '50',
                          'Channels', 4)
  from pg_temp.e_values(6, 10, 100e3) ohms
 order by ohms;

insert into demo_part
    (category, name, value, description, keywords, manufacturer, mpn, datasheet, footprint,
     parameters)
select 'Passives/Resistors/Trimmers', t.head || pg_temp.code3(ohms) || t.tail,
       pg_temp.shorthand(ohms),
       format('Trimmer %s, 10 %%, %s turn, %s W, %s', pg_temp.with_unit(ohms, 'Ω'), t.turns, t.power,
              t.body),
       format('potentiometer trimpot cermet %s', pg_temp.with_point(ohms)), 'Bourns',
       t.head || pg_temp.code3(ohms) || t.tail, t.datasheet, t.footprint,
       jsonb_build_object('Resistance', ohms, 'Tolerance', '10', 'Power', t.power, 'Turns', t.turns)
  from (values ('3296W-1-', 'LF', '25', '0.5', 'top adjust, through-hole',
                'Potentiometer_THT:Potentiometer_Bourns_3296W_Vertical',
                'https://www.bourns.com/docs/product-datasheets/3296.pdf'),
               ('3314J-1-', 'E', '1', '0.25', 'top adjust, surface mount',
                'Potentiometer_SMD:Potentiometer_Bourns_3314J_Vertical',
                'https://www.bourns.com/docs/product-datasheets/3314.pdf'))
       t (head, tail, turns, power, body, footprint, datasheet)
 cross join unnest(array[100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000]) ohms
 order by t.head, ohms;

insert into demo_part
    (category, name, value, description, keywords, manufacturer, mpn, datasheet, footprint,
     parameters)
select 'Passives/Resistors/Thermistors', mpn, pg_temp.shorthand(ohms),
       format('NTC thermistor %s at 25 °C, 1 %%, B25/50 %s K, %s', pg_temp.with_unit(ohms, 'Ω'), b,
              size),
       format('ntc thermistor temperature sensor %s', pg_temp.with_point(ohms)), 'Murata', mpn,
       'https://www.murata.com/en-us/products/thermistor/ntc/overview/lineup/' || lower(left(mpn, 5)),
       footprint, jsonb_build_object('Resistance', ohms, 'Tolerance', '1', 'B constant', b)
  from (values ('NCP15XH103F03RC', 10000, 3380, '0402', 'Resistor_SMD:R_0402_1005Metric'),
               ('NCP15WF104F03RC', 100000, 4250, '0402', 'Resistor_SMD:R_0402_1005Metric'),
               ('NCP18XH103F03RB', 10000, 3380, '0603', 'Resistor_SMD:R_0603_1608Metric'),
               ('NCP18WB473F10RB', 47000, 4050, '0603', 'Resistor_SMD:R_0603_1608Metric'),
               ('NCP18WF104F03RB', 100000, 4250, '0603', 'Resistor_SMD:R_0603_1608Metric'))
       n (mpn, ohms, b, size, footprint);
