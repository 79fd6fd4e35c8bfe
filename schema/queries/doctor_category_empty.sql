-- shape: tttt
select 'category' as kind, c.id, c.name,
       case when h.parts > 0 then format('none of its %s parts is shown', h.parts)
            else 'it has no parts' end as detail
  from kicad.category c
 cross join lateral (
       select count(*) as parts
         from kidepot.category_resolved r
         join kidepot.part p on p.bucket_id = r.category_id
        where r.kicad_id = c.id) h
 where not exists (select from kicad.part v where v.category_id = c.id)
 order by c.name collate "C", c.id
