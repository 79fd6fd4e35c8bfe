-- Pin headers and sockets 2.54 mm, box headers, flat cable and terminal blocks: one
-- row of a series for each number of positions.

-- Harwin M20: 999 is one row, 998 two; then the positions of a row.
insert into demo_part
    (category, name, value, description, keywords, manufacturer, mpn, datasheet, symbol, footprint,
     parameters)
select 'Connectors/Pin headers 2.54 mm', format('Header %sx%s 2.54mm', s.rows, p.nn),
       format('%sx%s', s.rows, p.nn),
       format('Pin header, %s positions in %s, 2.54 mm, vertical, gold', s.rows * p.n,
              case s.rows when 1 then 'one row' else 'two rows' end),
       'connector pin header male strip', 'Harwin', 'M20-' || s.code || p.nn || '46',
       'https://cdn.harwin.com/pdfs/M20-' || s.code || '.pdf',
       format('Connector_Generic:Conn_0%sx%s%s', s.rows, p.nn, s.numbering),
       format('Connector_PinHeader_2.54mm:PinHeader_%sx%s_P2.54mm_Vertical', s.rows, p.nn),
       jsonb_build_object('Positions', s.rows * p.n, 'Rows', s.rows, 'Pitch', '2.54',
                          'Mounting', 'through-hole')
  from (values (1, '999', ''), (2, '998', '_Odd_Even')) s (rows, code, numbering)
 cross join (select n, to_char(n, 'FM00') as nn from generate_series(2, 40) n) p
 order by s.rows, p.n;

-- Harwin M20: 782 is one row, 783 two.
insert into demo_part
    (category, name, value, description, keywords, manufacturer, mpn, datasheet, symbol, footprint,
     parameters)
select 'Connectors/Pin sockets 2.54 mm', format('Socket %sx%s 2.54mm', s.rows, p.nn),
       format('%sx%s', s.rows, p.nn),
       format('Pin socket, %s positions in %s, 2.54 mm, vertical, gold', s.rows * p.n,
              case s.rows when 1 then 'one row' else 'two rows' end),
       'connector pin socket female receptacle strip', 'Harwin', 'M20-' || s.code || p.nn || '46',
       'https://cdn.harwin.com/pdfs/M20-' || s.code || '.pdf',
       format('Connector_Generic:Conn_0%sx%s%s', s.rows, p.nn, s.numbering),
       format('Connector_PinSocket_2.54mm:PinSocket_%sx%s_P2.54mm_Vertical', s.rows, p.nn),
       jsonb_build_object('Positions', s.rows * p.n, 'Rows', s.rows, 'Pitch', '2.54',
                          'Mounting', 'through-hole')
  from (values (1, '782', ''), (2, '783', '_Odd_Even')) s (rows, code, numbering)
 cross join (select n, to_char(n, 'FM00') as nn from generate_series(2, 20) n) p
 order by s.rows, p.n;

-- Würth WR-BHD box headers for ribbon cable; Hirose FH12 for flat flexible cable.
insert into demo_part
    (category, name, value, description, keywords, manufacturer, mpn, datasheet, symbol, footprint,
     parameters)
select 'Connectors/Flat cable', format('Box header 2x%s', to_char(n, 'FM00')),
       format('2x%s', to_char(n, 'FM00')),
       format('Box header for ribbon cable, %s positions, 2.54 mm, vertical', 2 * n),
       'connector idc ribbon shrouded header', 'Würth Elektronik',
       '612' || to_char(2 * n, 'FM000') || '21621',
       format('https://www.we-online.com/components/products/datasheet/612%s21621.pdf',
              to_char(2 * n, 'FM000')),
       format('Connector_Generic:Conn_02x%s_Odd_Even', to_char(n, 'FM00')),
       format('Connector_IDC:IDC-Header_2x%s_P2.54mm_Vertical', to_char(n, 'FM00')),
       jsonb_build_object('Positions', 2 * n, 'Rows', 2, 'Pitch', '2.54', 'Mounting', 'through-hole')
  from unnest(array[3, 5, 7, 8, 10, 13, 17, 20]) n
 order by n;

insert into demo_part
    (category, name, description, keywords, manufacturer, mpn, datasheet, symbol, footprint,
     parameters)
select 'Connectors/Flat cable', format('FH12-%sS-0.5SH', n),
       format('FFC connector, %s positions, 0.5 mm, bottom contact, horizontal', n),
       'connector ffc fpc zif flat flexible cable', 'Hirose', format('FH12-%sS-0.5SH(55)', n),
       'https://www.hirose.com/en/product/document?clcode=&productname=FH12&series=FH12&documenttype=Catalog',
       format('Connector_Generic_MountingPin:Conn_01x%s_MountingPin', to_char(n, 'FM00')),
       format('Connector_FFC-FPC:Hirose_FH12-%sS-0.5SH_1x%s-1MP_P0.50mm_Horizontal', n,
              to_char(n, 'FM00')),
       jsonb_build_object('Positions', n, 'Pitch', '0.5', 'Mounting', 'surface mount')
  from unnest(array[6, 8, 10, 12, 14, 15, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34, 36, 40]) n
 order by n;

-- Phoenix: the type, as its order numbers do not show the positions.
insert into demo_part
    (category, name, value, description, keywords, manufacturer, mpn, datasheet, symbol, footprint,
     parameters)
select 'Connectors/Terminal blocks', format('%s-%s-%s', s.head, n, s.tail), format('1x%s', to_char(n, 'FM00')),
       format('Screw terminal, %s positions, %s mm, 1.5 mm², %s A', n, s.pitch, s.ampere),
       'connector terminal block screw wire', 'Phoenix Contact', format('%s/%s-%s', replace(s.head, '-', ' '), n, s.tail),
       'https://www.phoenixcontact.com/en-us/products/pcb-terminal-blocks',
       'Connector:Screw_Terminal_01x' || to_char(n, 'FM00'),
       format('TerminalBlock_Phoenix:TerminalBlock_Phoenix_%s-%s-%s_1x%s_P%smm_Horizontal', s.head, n, s.tail,
              to_char(n, 'FM00'), to_char(s.pitch, 'FM0.00')),
       jsonb_build_object('Positions', n, 'Pitch', s.pitch, 'Current', s.ampere,
                          'Mounting', 'through-hole')
  from (values ('MKDS-1,5', '5.08', 5.08, '17.5'), ('PT-1,5', '5.0-H', 5, '13.5')) s (head, tail, pitch, ampere)
 cross join generate_series(2, 8) n
 order by s.head, n;
