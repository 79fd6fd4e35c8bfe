-- Switches, encoders, relays, fuses, buzzers, battery holders.

insert into demo_part
    (category, name, description, keywords, manufacturer, mpn, datasheet, symbol, footprint)
values ('Electromechanical/Switches', 'B3F-1000', 'Push button 6 x 6 mm, 4.3 mm high, through-hole',
        'switch tact tactile button', 'Omron', 'B3F-1000',
        'https://omronfs.omron.com/en_US/ecb/products/pdf/en-b3f.pdf', null, 'Button_Switch_THT:SW_PUSH_6mm_H4.3mm'),
       ('Electromechanical/Switches', 'B3F-1020', 'Push button 6 x 6 mm, 5 mm high, through-hole',
        'switch tact tactile button', 'Omron', 'B3F-1020',
        'https://omronfs.omron.com/en_US/ecb/products/pdf/en-b3f.pdf', null, 'Button_Switch_THT:SW_PUSH_6mm_H5mm'),
       ('Electromechanical/Switches', 'B3S-1000', 'Push button 6 x 6 mm, sealed, surface mount',
        'switch tact tactile button', 'Omron', 'B3S-1000',
        'https://omronfs.omron.com/en_US/ecb/products/pdf/en-b3s.pdf', null, 'Button_Switch_SMD:SW_SPST_B3S-1000'),
       ('Electromechanical/Switches', 'B3U-1000P', 'Push button 2.5 x 3 mm, surface mount',
        'switch tact tactile button', 'Omron', 'B3U-1000P',
        'https://omronfs.omron.com/en_US/ecb/products/pdf/en-b3u.pdf', null, 'Button_Switch_SMD:SW_SPST_B3U-1000P'),
       ('Electromechanical/Switches', 'PTS645SM43SMTR92LFS', 'Push button 6 x 6 mm, 4.3 mm high, surface mount',
        'switch tact tactile button', 'C&K', 'PTS645SM43SMTR92LFS',
        'https://www.ckswitches.com/media/1471/pts645.pdf', null, 'Button_Switch_SMD:SW_SPST_PTS645Sx43SMTR92'),
       ('Electromechanical/Switches', 'PCM12SMTR', 'Slide switch, changeover, 0.3 A, surface mount',
        'switch slide spdt', 'C&K', 'PCM12SMTR',
        'https://www.ckswitches.com/media/1424/pcm.pdf', 'Switch:SW_SPDT', 'Button_Switch_SMD:SW_SPDT_PCM12');

insert into demo_part
    (category, name, description, keywords, manufacturer, mpn, datasheet, symbol, footprint, parameters)
select 'Electromechanical/Switches', d.mpn, format('DIP switch, %s positions, slide, through-hole', d.n),
       'switch dip coding', 'Omron', d.mpn, 'https://omronfs.omron.com/en_US/ecb/products/pdf/en-a6t.pdf',
       'Switch:SW_DIP_x0' || d.n, d.footprint, jsonb_build_object('Positions', d.n)
  from (values (2, 'A6T-2104', 'Button_Switch_THT:SW_DIP_SPSTx02_Slide_9.78x7.26mm_W7.62mm_P2.54mm'),
               (4, 'A6T-4104', 'Button_Switch_THT:SW_DIP_SPSTx04_Slide_9.78x12.34mm_W7.62mm_P2.54mm'),
               (8, 'A6T-8104', 'Button_Switch_THT:SW_DIP_SPSTx08_Slide_9.78x22.5mm_W7.62mm_P2.54mm')) d (n, mpn, footprint);

insert into demo_part
    (category, name, description, keywords, manufacturer, mpn, datasheet, symbol, footprint)
values ('Electromechanical/Encoders', 'EC11E15244G1', 'Rotary encoder, 15 pulses, 30 detents, with switch',
        'encoder rotary knob', 'Alps Alpine', 'EC11E15244G1',
        'https://tech.alpsalpine.com/assets/products/catalog/ec11.en.pdf', 'Device:RotaryEncoder_Switch',
        'Rotary_Encoder:RotaryEncoder_Alps_EC11E-Switch_Vertical_H20mm'),
       ('Electromechanical/Encoders', 'EC11E1834403', 'Rotary encoder, 18 pulses, 36 detents',
        'encoder rotary knob', 'Alps Alpine', 'EC11E1834403',
        'https://tech.alpsalpine.com/assets/products/catalog/ec11.en.pdf', 'Device:RotaryEncoder',
        'Rotary_Encoder:RotaryEncoder_Alps_EC11E_Vertical_H20mm');

-- The coil voltage ends Omron's number and stands in the middle of Finder's.
insert into demo_part
    (category, name, description, keywords, manufacturer, mpn, datasheet, symbol, footprint, parameters)
select 'Electromechanical/Relays', c.mpn, format('Relay, %s V coil, %s, %s A', v.volt, r.contacts, r.ampere),
       'relay electromechanical coil', r.maker, c.mpn, r.datasheet, 'Relay:' || r.symbol, r.footprint,
       jsonb_build_object('Coil voltage', v.volt, 'Contacts', r.contacts, 'Current', r.ampere)
  from (values ('G5LE-1 DC{}', 'Omron', 'G5LE-1', 'Relay_THT:Relay_SPDT_Omron-G5LE-1', 'one changeover', '10',
                'https://omronfs.omron.com/en_US/ecb/products/pdf/en-g5le.pdf'),
               ('G5V-1-DC{}', 'Omron', 'G5V-1', 'Relay_THT:Relay_SPDT_Omron_G5V-1', 'one changeover', '1',
                'https://omronfs.omron.com/en_US/ecb/products/pdf/en-g5v_1.pdf'),
               ('G5V-2-DC{}', 'Omron', 'G5V-2', 'Relay_THT:Relay_DPDT_Omron_G5V-2', 'two changeovers', '2',
                'https://omronfs.omron.com/en_US/ecb/products/pdf/en-g5v_2.pdf'),
               ('36.11.9.0{}.4011', 'Finder', 'FINDER-36.11', 'Relay_THT:Relay_SPDT_Finder_36.11', 'one changeover', '10',
                'https://cdn.findernet.com/app/uploads/S36EN.pdf'),
               ('40.52.9.0{}.0000', 'Finder', 'FINDER-40.52', 'Relay_THT:Relay_DPDT_Finder_40.52', 'two changeovers', '8',
                'https://cdn.findernet.com/app/uploads/S40EN.pdf'))
       r (form, maker, symbol, footprint, contacts, ampere, datasheet)
 cross join unnest(array[5, 12, 24]) v (volt)
 cross join lateral (
       select replace(r.form, '{}', case r.maker when 'Finder' then to_char(v.volt, 'FM00')
                                                 else v.volt::text end) as mpn) c
 order by r.form, v.volt;

-- Littelfuse 466, 1206: the ampere in the number, R for the point from 1 A on.
insert into demo_part
    (category, name, value, description, keywords, manufacturer, mpn, datasheet, parameters)
select 'Electromechanical/Fuses/Chip', format('F %sA 1206', f.ampere), f.ampere || 'A',
       format('Fuse %s A, very fast acting, %s V, 1206', f.ampere, f.volt), 'fuse chip smd', 'Littelfuse', '0466' || f.code || 'NR',
       'https://www.littelfuse.com/media?resourcetype=datasheets&itemid=0466',
       jsonb_build_object('Current', f.ampere, 'Voltage', f.volt)
  from (values ('0.25', '.250', '125'), ('0.5', '.500', '63'), ('0.75', '.750', '63'), ('1', '001.', '63'),
               ('1.5', '01.5', '63'), ('2', '002.', '63'), ('3', '003.', '32')) f (ampere, code, volt);

insert into demo_part
    (category, name, value, description, keywords, manufacturer, mpn, datasheet, footprint, parameters)
select 'Electromechanical/Fuses/Resettable', f.mpn, f.hold || 'A',
       format('Resettable fuse, %s A hold, %s V, %s', f.hold, f.volt, f.size), 'polyfuse ptc pptc resettable', 'Bourns',
       f.mpn, format('https://www.bourns.com/docs/product-datasheets/%s.pdf', f.sheet), 'Fuse:' || f.footprint,
       jsonb_build_object('Hold current', f.hold, 'Voltage', f.volt)
  from (values ('MF-MSMF020-2', 'mfmsmf', '0.2', '30', '1812', 'Fuse_1812_4532Metric'),
               ('MF-MSMF050-2', 'mfmsmf', '0.5', '15', '1812', 'Fuse_1812_4532Metric'),
               ('MF-MSMF110-2', 'mfmsmf', '1.1', '6', '1812', 'Fuse_1812_4532Metric'),
               ('MF-MSMF200-2', 'mfmsmf', '2', '8', '1812', 'Fuse_1812_4532Metric'),
               ('MF-NSMF020-2', 'mfnsmf', '0.2', '24', '1206', 'Fuse_1206_3216Metric'),
               ('MF-NSMF050-2', 'mfnsmf', '0.5', '13.2', '1206', 'Fuse_1206_3216Metric'),
               ('MF-NSMF110-2', 'mfnsmf', '1.1', '6', '1206', 'Fuse_1206_3216Metric'),
               ('MF-PSMF020X-2', 'mfpsmf', '0.2', '9', '0805', 'Fuse_0805_2012Metric'),
               ('MF-PSMF050X-2', 'mfpsmf', '0.5', '6', '0805', 'Fuse_0805_2012Metric'))
       f (mpn, sheet, hold, volt, size, footprint);

insert into demo_part
    (category, name, description, keywords, manufacturer, mpn, datasheet, footprint)
values ('Electromechanical/Sound', 'PS1240P02BT', 'Piezo sounder, 4 kHz, 12.2 mm, through-hole',
        'buzzer beeper piezo', 'TDK', 'PS1240P02BT',
        'https://product.tdk.com/en/system/files?file=dam/doc/product/sw_piezo/sw_piezo/piezo-buzzer/catalog/piezoelectronic_buzzer_ps_en.pdf',
        'Buzzer_Beeper:Buzzer_TDK_PS1240P02BT_D12.2mm_H6.5mm'),
       ('Electromechanical/Sound', 'PKMCS0909E4000-R1', 'Piezo sounder, 4 kHz, 9 mm, surface mount',
        'buzzer beeper piezo', 'Murata', 'PKMCS0909E4000-R1',
        'https://www.murata.com/en-us/products/productdetail?partno=PKMCS0909E4000-R1',
        'Buzzer_Beeper:Buzzer_Murata_PKMCS0909E'),
       ('Electromechanical/Batteries', '3002', 'Holder for CR2032, surface mount', 'battery coin cell holder',
        'Keystone', '3002', 'https://www.keyelco.com/product-pdf.cfm?p=778', 'Battery:BatteryHolder_Keystone_3002_1x2032'),
       ('Electromechanical/Batteries', '1042', 'Holder for one 18650, surface mount', 'battery lithium cell holder',
        'Keystone', '1042', 'https://www.keyelco.com/product-pdf.cfm?p=918', 'Battery:BatteryHolder_Keystone_1042_1x18650'),
       ('Electromechanical/Batteries', '2460', 'Holder for one AA, through-hole', 'battery mignon cell holder',
        'Keystone', '2460', 'https://www.keyelco.com/product-pdf.cfm?p=1024', 'Battery:BatteryHolder_Keystone_2460_1xAA');
