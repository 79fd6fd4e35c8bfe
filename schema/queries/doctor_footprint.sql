-- shape: tttt
-- As doctor_symbol.sql. A filter with '*' or '?', or without library, is a pattern.
select 'part' as kind, w.id, w.name, w.detail || ': ' || f.words as detail
  from (select (array_agg(u.id order by u.name collate "C", u.id))[1] as id,
               min(u.name collate "C") as name,
               format('%s "%s"%s', u.what, u.footprint,
                      case when count(*) > 1 then format(' of %s parts', count(*)) end) as detail,
               u.footprint, u.what
          from (select id, name, footprint, 'footprint' as what
                  from kicad.part
                union all
                select p.id, p.name, f.filter, 'alternate'
                  from kicad.part p
                 cross join unnest(p.footprint_filters) f (filter)
                 where f.filter like '%:%'
                   and f.filter !~ '[*?]') u
         where u.footprint <> ''
         group by u.footprint, u.what) w
 cross join lateral kidepot.reference_fault('footprint', w.footprint) f
 where not f.unpublished
 order by w.footprint collate "C", w.what desc
