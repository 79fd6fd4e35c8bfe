-- Wire to board: JST and Molex series. The number of positions is in the order
-- number; where pads hold the housing, the symbol has a pin for them.
insert into demo_part
    (category, name, description, keywords, manufacturer, mpn, datasheet, symbol, footprint,
     parameters)
select 'Connectors/Wire to board/' || s.category, c.mpn,
       format('%s, %s positions, %s mm, %s, %s', s.category, n, s.pitch, o.sentence, s.mounting),
       'connector wire to board housing crimp', 'JST', c.mpn || s.ending, s.datasheet,
       case s.mounting when 'surface mount'
           then format('Connector_Generic_MountingPin:Conn_01x%s_MountingPin', c.nn)
           else 'Connector_Generic:Conn_01x' || c.nn
       end,
       format('Connector_JST:JST_%s_%s_1x%s%s_P%smm_%s', split_part(s.category, ' ', 2), c.mpn, c.nn,
              case s.mounting when 'surface mount' then '-1MP' else '' end,
              to_char(s.pitch, 'FM0.00'), o.footprint),
       jsonb_build_object('Positions', n, 'Pitch', s.pitch, 'Mounting', s.mounting, 'Current', s.ampere)
  from (values ('JST PH', 'B', 'S', '-PH-K', '-S', 2.0, 'through-hole', '2', 2, 12,
                'https://www.jst-mfg.com/product/pdf/eng/ePH.pdf'),
               ('JST XH', 'B', 'S', '-XH-A', '', 2.5, 'through-hole', '3', 2, 12,
                'https://www.jst-mfg.com/product/pdf/eng/eXH.pdf'),
               ('JST SH', 'BM', 'SM', '-SRSS-TB', '(LF)(SN)', 1.0, 'surface mount', '1', 2, 12,
                'https://www.jst-mfg.com/product/pdf/eng/eSH.pdf'))
       s (category, upright, lying, tail, ending, pitch, mounting, ampere, lowest, highest, datasheet)
 cross join lateral generate_series(s.lowest, s.highest) n
 cross join (values ('vertical', 'Vertical'), ('horizontal', 'Horizontal')) o (sentence, footprint)
 cross join lateral (
       select case o.sentence when 'vertical' then s.upright else s.lying end
                  || case s.category when 'JST SH' then to_char(n, 'FM00') else n::text end
                  || 'B' || s.tail as mpn,
              to_char(n, 'FM00') as nn) c
 order by s.category, o.sentence desc, n;

-- Molex KK 254, series 6410: 22-27-2NN1.
insert into demo_part
    (category, name, description, keywords, manufacturer, mpn, datasheet, symbol, footprint,
     parameters)
select 'Connectors/Wire to board/Molex KK 254', format('22-27-2%s1', nn),
       format('KK 254 header, %s positions, 2.54 mm, vertical, friction lock', n),
       'connector wire to board kk254', 'Molex', format('22-27-2%s1', nn),
       'https://www.molex.com/pdm_docs/sd/022272021_sd.pdf', 'Connector_Generic:Conn_01x' || nn,
       format('Connector_Molex:Molex_KK-254_AE-6410-%sA_1x%s_P2.54mm_Vertical', nn, nn),
       jsonb_build_object('Positions', n, 'Pitch', '2.54', 'Mounting', 'through-hole', 'Current', '4')
  from (select n, to_char(n, 'FM00') as nn from generate_series(2, 12) n) p
 order by n;

-- Molex Micro-Fit 3.0: 43045-NN12, positions of both rows together.
insert into demo_part
    (category, name, description, keywords, manufacturer, mpn, datasheet, symbol, footprint,
     parameters)
select 'Connectors/Wire to board/Molex Micro-Fit', format('43045-%s12', to_char(2 * n, 'FM00')),
       format('Micro-Fit 3.0 header, %s positions in two rows, 3 mm, vertical', 2 * n),
       'connector wire to board power microfit', 'Molex', format('43045-%s12', to_char(2 * n, 'FM00')),
       'https://www.molex.com/pdm_docs/sd/430450212_sd.pdf',
       case n when 1 then 'Connector_Generic:Conn_02x01'
              else format('Connector_Generic:Conn_02x%s_Top_Bottom', to_char(n, 'FM00')) end,
       format('Connector_Molex:Molex_Micro-Fit_3.0_43045-%s12_2x%s_P3.00mm_Vertical',
              to_char(2 * n, 'FM00'), to_char(n, 'FM00')),
       jsonb_build_object('Positions', 2 * n, 'Rows', 2, 'Pitch', '3', 'Mounting', 'through-hole',
                          'Current', '5')
  from generate_series(1, 12) n
 order by n;
