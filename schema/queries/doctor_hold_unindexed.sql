-- shape: tttt
select 'library' as kind, null::text as id, null::text as name,
       format('no %s of KiCad''s own are indexed', k.things) as detail
  from (values ('symbol', 'symbols'), ('footprint', 'footprints')) k (kind, things)
 cross join kidepot.setting s
 where s.hold_unpublished
   and not exists (select from kidepot.kicad_library l
                    where l.kind = k.kind and l.source = 'stock')
 order by k.kind desc
