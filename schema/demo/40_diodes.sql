-- Diodes: small signal, rectifiers, Schottky, Zener series, TVS series, ESD arrays.
-- Symbols of series that KiCad draws once ("BZT52Bxx") come from the category.

insert into demo_product (category, mpn, maker, sheet, symbol, package, description, keywords, parameters)
select 'Semiconductors/Diodes/Small signal', d.mpn, d.maker, d.sheet, 'Diode:' || d.symbol, d.package,
       format('Switching diode%s, %s V, %s A', d.kind, d.volt, d.ampere), 'diode switching signal fast',
       jsonb_build_object('Reverse voltage', d.volt, 'Current', d.ampere, 'Recovery time', '4')
  from (values ('1N4148W-E3-08', 'Vishay', '85748/1n4148w', '1N4148W', 'SOD-123', '', '75', '0.15'),
               ('1N4148WS-E3-08', 'Vishay', '85751/1n4148ws', '1N4148WS', 'SOD-323', '', '75', '0.15'),
               ('1N4148-TAP', 'Vishay', '81857/1n4148', '1N4148', 'DO-35', '', '75', '0.3'),
               ('BAV99,215', 'Nexperia', 'BAV99_SER', 'BAV99', 'SOT-23', ', two in series', '100', '0.215'),
               ('BAV70,215', 'Nexperia', 'BAV70_SER', 'BAV70', 'SOT-23', ', common cathode', '100', '0.215'),
               ('BAS16W,115', 'Nexperia', 'BAS16_SER', 'BAS16W', 'SOT-323', '', '100', '0.175'),
               ('BAS316,115', 'Nexperia', 'BAS16_SER', 'BAS316', 'SOD-323', '', '100', '0.25'),
               ('BAS21-7-F', 'Diodes Incorporated', 'ds12004', 'BAS21', 'SOT-23', ', high voltage', '250', '0.2'))
       d (mpn, maker, sheet, symbol, package, kind, volt, ampere);

-- 1N4001 to 1N4007 and 1N5400 to 1N5408: the number counts the voltage steps.
insert into demo_product (category, mpn, maker, sheet, symbol, package, description, keywords, parameters)
select 'Semiconductors/Diodes/Rectifiers', s.head || r.step || s.tail, 'Vishay', s.sheet,
       'Diode:' || s.head || r.step, s.package, format('Rectifier, %s V, %s A', r.volt, s.ampere),
       'diode rectifier standard', jsonb_build_object('Reverse voltage', r.volt, 'Current', s.ampere)
  from (values ('1N400', '-E3/54', '88503/1n4001', 'DO-41', '1'),
               ('1N540', '-E3/54', '88516/1n5400', 'DO-201AD', '3')) s (head, tail, sheet, package, ampere)
  join (values ('1N400', 1, 50), ('1N400', 2, 100), ('1N400', 3, 200), ('1N400', 4, 400),
               ('1N400', 5, 600), ('1N400', 6, 800), ('1N400', 7, 1000), ('1N540', 0, 50),
               ('1N540', 1, 100), ('1N540', 2, 200), ('1N540', 4, 400), ('1N540', 6, 600),
               ('1N540', 7, 800), ('1N540', 8, 1000)) r (head, step, volt) on r.head = s.head
 order by s.head, r.step;

-- The letter of S1 and US1 is the voltage.
insert into demo_product (category, mpn, maker, sheet, package, description, keywords, parameters)
select 'Semiconductors/Diodes/Rectifiers', s.head || l.letter || '-13-F', 'Diodes Incorporated', s.sheet,
       'SMA', format('%s, %s V, 1 A', s.kind, l.volt), 'diode rectifier',
       jsonb_build_object('Reverse voltage', l.volt, 'Current', '1', 'Recovery time', s.recovery)
  from (values ('S1', 'ds16003', 'Rectifier', null), ('US1', 'ds16008', 'Ultrafast rectifier', '75'))
       s (head, sheet, kind, recovery)
 cross join (values ('A', 50), ('B', 100), ('D', 200), ('G', 400), ('J', 600), ('K', 800), ('M', 1000))
       l (letter, volt)
 where s.head = 'S1' or l.volt in (200, 400, 600, 1000)
 order by s.head, l.volt;

insert into demo_product (category, mpn, maker, sheet, symbol, package, description, keywords, parameters)
select 'Semiconductors/Diodes/Schottky', d.mpn, d.maker, d.sheet, 'Diode:' || d.symbol, d.package,
       format('Schottky diode%s, %s V, %s A', d.kind, d.volt, d.ampere), 'diode schottky low drop',
       jsonb_build_object('Reverse voltage', d.volt, 'Current', d.ampere)
  from (values ('BAT54W,115', 'Nexperia', 'BAT54W_SER', 'BAT54W', 'SOT-323', '', '30', '0.2'),
               ('BAT54J,115', 'Nexperia', 'BAT54J', 'BAT54J', 'SOD-323F', '', '30', '0.2'),
               ('BAT54A-7-F', 'Diodes Incorporated', 'ds11005', 'BAT54A', 'SOT-23', ', common anode', '30', '0.2'),
               ('BAT54C-7-F', 'Diodes Incorporated', 'ds11005', 'BAT54C', 'SOT-23', ', common cathode', '30', '0.2'),
               ('BAT54S-7-F', 'Diodes Incorporated', 'ds11005', 'BAT54S', 'SOT-23', ', two in series', '30', '0.2'),
               ('BAS40-04-E3-08', 'Vishay', '85701/bas40v', 'BAS40-04', 'SOT-23', ', two in series', '40', '0.2'),
               ('SS12-E3/61T', 'Vishay', '88746/ss12', 'SS12', 'SMA', '', '20', '1'),
               ('SS13-E3/61T', 'Vishay', '88746/ss12', 'SS13', 'SMA', '', '30', '1'),
               ('SS14-E3/61T', 'Vishay', '88746/ss12', 'SS14', 'SMA', '', '40', '1'),
               ('SS15-E3/61T', 'Vishay', '88746/ss12', 'SS15', 'SMA', '', '50', '1'),
               ('SS16-E3/61T', 'Vishay', '88746/ss12', 'SS16', 'SMA', '', '60', '1'),
               ('SS110-E3/61T', 'Vishay', '88746/ss12', 'SS110', 'SMA', '', '100', '1'),
               ('B140-E3/61T', 'Vishay', '88946/b120', 'B140-E3', 'SMA', '', '40', '1'),
               ('B160-E3/61T', 'Vishay', '88946/b120', 'B160-E3', 'SMA', '', '60', '1'),
               ('MBR0520LT1G', 'onsemi', 'mbr0520lt1', 'MBR0520LT', 'SOD-123', '', '20', '0.5'),
               ('MBR0540T1G', 'onsemi', 'mbr0540t1', 'MBR0540', 'SOD-123', '', '40', '0.5'),
               ('MBRS340T3G', 'onsemi', 'mbrs340t3', 'MBRS340', 'SMC', '', '40', '3'),
               ('MBRA340T3G', 'onsemi', 'mbra340t3', 'MBRA340', 'SMA', '', '40', '3'),
               ('PMEG2010EH,115', 'Nexperia', 'PMEG2010EH', 'PMEG2010EH', 'SOD-123F', '', '20', '1'),
               ('PMEG3010EH,115', 'Nexperia', 'PMEG3010EH', 'PMEG3010EH', 'SOD-123F', '', '30', '1'),
               ('PMEG4010EH,115', 'Nexperia', 'PMEG4010EH', 'PMEG4010EH', 'SOD-123F', '', '40', '1'),
               ('PMEG6010CEH,115', 'Nexperia', 'PMEG6010CEH', 'PMEG6010CEH', 'SOD-123F', '', '60', '1'),
               ('1N5819-E3/54', 'Vishay', '88525/1n5817', '1N5819', 'DO-41', '', '40', '1'),
               ('1N5822-E3/54', 'Vishay', '88526/1n5820', '1N5822', 'DO-201AD', '', '40', '3'))
       d (mpn, maker, sheet, symbol, package, kind, volt, ampere);

-- BZT52C: the voltage with V for the point. 1N4728A onwards: 3.3 V and then one
-- number for each step of E24.
insert into demo_product (category, mpn, maker, sheet, package, description, keywords, parameters)
select 'Semiconductors/Diodes/Zener/SOD-123',
       'BZT52C' || case when volt < 10 then replace(to_char(volt, 'FM0.0'), '.', 'V')
                        else trim_scale(volt)::text end || '-7-F',
       'Diodes Incorporated', 'ds18004', 'SOD-123',
       format('Zener diode %s V, 5 %%, 0.5 W', trim_scale(volt)), 'diode zener reference clamp',
       jsonb_build_object('Zener voltage', trim_scale(volt), 'Tolerance', '5', 'Power', '0.5')
  from pg_temp.e_values(24, 2.4, 39) volt
 order by volt;

insert into demo_product (category, mpn, maker, sheet, package, description, keywords, parameters)
select 'Semiconductors/Diodes/Zener/DO-41',
       format('1N%sA', 4727 + row_number() over (order by volt)), 'Vishay', '85816/1n4728a', 'DO-41',
       format('Zener diode %s V, 5 %%, 1 W', trim_scale(volt)), 'diode zener reference clamp',
       jsonb_build_object('Zener voltage', trim_scale(volt), 'Tolerance', '5', 'Power', '1')
  from pg_temp.e_values(24, 3.3, 91) volt
 order by volt;

-- SMAJ: the stand-off voltage is in the number; C is for both directions.
insert into demo_product (category, mpn, maker, sheet, symbol, package, description, keywords, parameters)
select 'Semiconductors/Diodes/TVS/SMAJ', 'SMAJ' || t.volt || d.code, 'Littelfuse', 'tvs-diodes-smaj',
       'Diode:SMAJ' || t.volt || d.code, 'SMA',
       format('TVS diode %s V, %s, clamps at %s V, 400 W', t.volt, d.kind, t.clamp),
       'diode tvs transil surge suppressor',
       jsonb_build_object('Stand-off voltage', t.volt, 'Clamping voltage', t.clamp,
                          'Peak pulse power', '400')
  from (values ('5.0', '9.2'), ('6.0', '10.3'), ('6.5', '11.2'), ('7.5', '12.9'), ('8.5', '14.4'),
               ('10', '17'), ('12', '19.9'), ('13', '21.5'), ('15', '24.4'), ('18', '29.2'),
               ('20', '32.4'), ('22', '35.5'), ('24', '38.9'), ('26', '42.1'), ('28', '45.4'),
               ('30', '48.4'), ('33', '53.3'), ('36', '58.1'), ('40', '64.5'), ('48', '77.4'),
               ('51', '82.4'), ('58', '93.6')) t (volt, clamp)
 cross join (values ('A', 'one direction'), ('CA', 'both directions')) d (code, kind)
 order by d.code, t.volt::numeric;

insert into demo_product (category, mpn, maker, sheet, symbol, package, description, keywords, parameters)
select 'Semiconductors/Diodes/TVS/ESD arrays', e.mpn, e.maker, e.sheet, 'Power_Protection:' || e.symbol,
       e.package, e.description, 'esd protection tvs usb array',
       jsonb_build_object('Stand-off voltage', e.volt, 'Channels', e.channels)
  from (values ('USBLC6-2SC6', 'STMicroelectronics', 'usblc6-2', 'USBLC6-2SC6', 'SOT-23-6',
                'ESD protection for one USB port', '5.25', 2),
               ('USBLC6-4SC6', 'STMicroelectronics', 'usblc6-4', 'USBLC6-4SC6', 'SOT-23-6',
                'ESD protection for two USB ports', '5.25', 4),
               ('PRTR5V0U2X,215', 'Nexperia', 'PRTR5V0U2X', 'PRTR5V0U2X', 'SOT-143',
                'ESD protection, two lines, rail to rail', '5.5', 2),
               ('NUP2105LT1G', 'onsemi', 'nup2105l', 'NUP2105L', 'SOT-23',
                'Surge protection for a CAN bus', '24', 2),
               ('SRV05-4MR6T1G', 'onsemi', 'srv05-4', 'SRV05-4', 'SOT-23-6',
                'ESD protection, four lines', '5', 4),
               ('TPD2E2U06DCKR', 'Texas Instruments', 'tpd2e2u06', 'TPD2E2U06DCK', 'SOT-323',
                'ESD protection, two lines', '5.5', 2))
       e (mpn, maker, sheet, symbol, package, description, volt, channels);
