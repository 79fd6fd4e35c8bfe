-- Crystals and oscillators.

-- Four pads in 3.2 x 2.5 mm: two and four are the lid.
insert into demo_part
    (category, name, value, description, keywords, manufacturer, mpn, datasheet, symbol, footprint,
     parameters)
select 'Passives/Crystals and oscillators', 'X ' || c.mhz || 'MHz 3225', c.mhz || 'MHz',
       format('Crystal %s MHz, %s pF, ±30 ppm, 3.2 x 2.5 mm', c.mhz, c.pf),
       'crystal quartz resonator xtal', 'Abracon',
       'ABM8-' || to_char(c.mhz, 'FM00.000') || 'MHZ-B2-T',
       'https://abracon.com/Resonators/abm8.pdf', 'Device:Crystal_GND24',
       'Crystal:Crystal_SMD_3225-4Pin_3.2x2.5mm',
       jsonb_build_object('Frequency', c.mhz, 'Load capacitance', c.pf, 'Stability', '30')
  from (values (8, 18), (10, 18), (12, 18), (13.56, 18), (14.318, 18), (16, 18), (20, 18),
               (24, 18), (24.576, 18), (25, 18), (26, 18), (27, 18), (32, 18), (40, 18), (48, 18))
       c (mhz, pf)
 order by c.mhz;

insert into demo_part
    (category, name, value, description, keywords, manufacturer, mpn, datasheet, symbol, footprint,
     parameters)
values ('Passives/Crystals and oscillators', 'X 32.768kHz 3215', '32.768kHz',
        'Watch crystal 32.768 kHz, 12.5 pF, ±20 ppm, 3.2 x 1.5 mm', 'crystal quartz rtc clock xtal',
        'Abracon', 'ABS07-32.768KHZ-T', 'https://abracon.com/Resonators/ABS07.pdf',
        'Device:Crystal', 'Crystal:Crystal_SMD_3215-2Pin_3.2x1.5mm',
        '{"Frequency": "0.032768", "Load capacitance": "12.5", "Stability": "20"}');

insert into demo_part
    (category, name, value, description, keywords, manufacturer, mpn, datasheet, symbol, footprint,
     parameters)
select 'Passives/Crystals and oscillators', 'X ' || mhz || 'MHz HC49', mhz || 'MHz',
       format('Crystal %s MHz, 18 pF, ±30 ppm, HC-49/US, through-hole', mhz),
       'crystal quartz resonator xtal', 'Abracon', 'ABL-' || to_char(mhz, 'FM00.000') || 'MHZ-B2',
       'https://abracon.com/Resonators/ABL.pdf', 'Device:Crystal',
       'Crystal:Crystal_HC49-4H_Vertical',
       jsonb_build_object('Frequency', mhz, 'Load capacitance', '18', 'Stability', '30')
  from unnest(array[4, 8, 12, 16, 20]) mhz
 order by mhz;

insert into demo_part
    (category, name, value, description, keywords, manufacturer, mpn, datasheet, symbol, footprint,
     parameters)
select 'Passives/Crystals and oscillators', mpn, mhz || 'MHz',
       format('Oscillator %s MHz, CMOS out, 3.3 V, ±100 ppm, 3.2 x 2.5 mm', mhz),
       'oscillator clock xo', 'Abracon', mpn, 'https://abracon.com/Oscillators/ASEseries.pdf',
       'Oscillator:ASE-xxxMHz', 'Oscillator:Oscillator_SMD_Abracon_ASE-4Pin_3.2x2.5mm',
       jsonb_build_object('Frequency', mhz, 'Stability', '100', 'Supply voltage', '3.3')
  from (select mhz, 'ASE-' || to_char(mhz, 'FM00.000') || 'MHZ-L-C-T' as mpn
          from unnest(array[8, 10, 12, 16, 20, 24, 25, 40, 48, 50]) mhz) o
 order by mhz;
