-- shape: tttt
select 'part' as kind, p.id::text as id, p.name::text as name, 'it has no category' as detail
  from kidepot.part p
 cross join kidepot.setting s
 where p.category_id is null
   and p.active
   and not p.template
   and s.uncategorized is null
 order by p.name collate "C", p.id
