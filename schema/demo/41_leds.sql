-- Light emitting diodes.

-- Würth WL-SMCW and WL-TMRC style numbers: 150 060 is 0603, 150 080 is 0805; the
-- two letters are the colour.
insert into demo_part
    (category, name, value, description, keywords, manufacturer, mpn, datasheet, footprint,
     parameters)
select 'Semiconductors/LEDs', format('LED %s %s', lower(c.colour), s.size), c.colour,
       format('LED %s, %s nm, %s V at 20 mA, %s', lower(c.colour), c.nm, c.forward, s.size),
       'light emitting diode indicator lamp', 'Würth Elektronik', s.head || c.code || '75000',
       format('https://www.we-online.com/components/products/datasheet/%s.pdf',
              s.head || c.code || '75000'),
       'LED_SMD:' || s.footprint,
       jsonb_build_object('Colour', lower(c.colour), 'Wavelength', c.nm, 'Forward voltage', c.forward)
  from (values ('0603', '150060', 'LED_0603_1608Metric'),
               ('0805', '150080', 'LED_0805_2012Metric'),
               ('1206', '150120', 'LED_1206_3216Metric')) s (size, head, footprint)
 cross join (values ('Red', 'RS', 625, '2'), ('Amber', 'AS', 605, '2'), ('Yellow', 'YS', 590, '2'),
                    ('Green', 'VS', 572, '2.1'), ('Blue', 'BS', 470, '3.2'))
       c (colour, code, nm, forward)
 order by s.size, c.nm desc;

insert into demo_part
    (category, name, value, description, keywords, manufacturer, mpn, datasheet, footprint,
     parameters)
select 'Semiconductors/LEDs', format('LED %s %s mm', lower(l.colour), l.size), l.colour,
       format('LED %s, %s nm, %s V at 20 mA, %s mm, through-hole', lower(l.colour), l.nm, l.forward,
              l.size),
       'light emitting diode indicator lamp', 'Kingbright', l.mpn,
       format('https://www.kingbrightusa.com/images/catalog/SPEC/%s.pdf', l.mpn),
       format('LED_THT:LED_D%s.0mm', l.size),
       jsonb_build_object('Colour', lower(l.colour), 'Wavelength', l.nm, 'Forward voltage', l.forward)
  from (values ('Red', '3', 'WP710A10ID', 627, '2'), ('Green', '3', 'WP710A10GD', 565, '2.2'),
               ('Yellow', '3', 'WP710A10YD', 590, '2.1'), ('Red', '5', 'WP7113ID', 627, '2'),
               ('Green', '5', 'WP7113GD', 565, '2.2'), ('Yellow', '5', 'WP7113YD', 590, '2.1'),
               ('Blue', '5', 'WP7113QBC', 465, '3.3')) l (colour, size, mpn, nm, forward)
 order by l.size, l.nm desc;

insert into demo_part
    (category, name, description, keywords, manufacturer, mpn, datasheet, symbol, footprint,
     parameters)
values ('Semiconductors/LEDs', 'WS2812B', 'RGB LED with driver, one-wire chain, 5 V, 5 x 5 mm',
        'led rgb addressable neopixel', 'Worldsemi', 'WS2812B',
        'https://www.world-semi.com/uploads/soft/WS2812B.pdf', 'LED:WS2812B',
        'LED_SMD:LED_WS2812B_PLCC4_5.0x5.0mm_P3.2mm', '{"Colour": "RGB", "Supply voltage": "5"}'),
       ('Semiconductors/LEDs', 'SK6812MINI', 'RGB LED with driver, one-wire chain, 5 V, 3.5 x 3.5 mm',
        'led rgb addressable neopixel', 'Opsco', 'SK6812MINI',
        'https://cdn-shop.adafruit.com/product-files/2686/SK6812MINI_REV.01-1-2.pdf', 'LED:SK6812MINI',
        'LED_SMD:LED_SK6812MINI_PLCC4_3.5x3.5mm_P1.75mm', '{"Colour": "RGB", "Supply voltage": "5"}');
