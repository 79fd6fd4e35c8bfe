-- shape: tttt
-- Each symbol and footprint that only a version of a package has which does not hold.
select 'part' as kind, w.id, w.name, w.detail || ': ' || f.words as detail
  from (select u.kind, u.reference, (array_agg(u.id order by u.name collate "C", u.id))[1] as id,
               min(u.name collate "C") as name,
               format('%s "%s"%s', u.kind, u.reference,
                      case when count(*) > 1 then format(' of %s parts', count(*)) end) as detail
          from (select id, name, 'symbol' as kind, symbol as reference
                  from kicad.part
                union all
                select id, name, 'footprint', footprint
                  from kicad.part
                union all
                select p.id, p.name, 'footprint', f.filter
                  from kicad.part p
                 cross join unnest(p.footprint_filters) f (filter)
                 where f.filter like '%:%'
                   and f.filter !~ '[*?]') u
         where u.reference <> ''
         group by u.kind, u.reference) w
 cross join lateral kidepot.reference_fault(w.kind, w.reference) f
 where f.unpublished
 order by w.kind desc, w.reference collate "C"
