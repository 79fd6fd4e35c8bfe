-- shape: tttt
-- Symbols and footprints that do not go together, by the check that is named, each pair
-- with one of its parts.
select 'part' as kind, g.id, g.name,
       format('symbol "%s", %s "%s"%s: %s', g.symbol, g.what, g.footprint,
              case when g.parts > 1 then format(' of %s parts', g.parts) end, f.words) as detail
  from (select u.symbol, u.footprint, u.what, u.pins, u.pads, count(*) as parts,
               (array_agg(u.id order by u.name collate "C", u.id))[1] as id,
               min(u.name collate "C") as name
          from (select p.id, p.name, p.symbol, x.footprint, x.what, m.pins, m.pads
                  from kicad.part p
                 cross join lateral (
                       select p.footprint, 'footprint' as what
                       union all
                       select a.filter, 'alternate' from unnest(p.footprint_filters) a (filter)) x
                 cross join lateral (
                       select array_agg(m.pin) as pins, array_agg(m.pad) as pads
                         from unnest(p.pin_map_footprints, p.pin_map_pins, p.pin_map_pads)
                              m (footprint, pin, pad)
                        where m.footprint = x.footprint) m
                 where p.symbol <> ''
                   and x.footprint like '%:%'
                   and p.exclude_from_board is not true) u
         group by u.symbol, u.footprint, u.what, u.pins, u.pads) g
 cross join lateral kidepot.pair_fault(g.symbol, g.footprint, g.pins, g.pads) f
 where f.check_name = $1::text
 order by g.symbol collate "C", g.footprint collate "C", g.what desc, g.name
