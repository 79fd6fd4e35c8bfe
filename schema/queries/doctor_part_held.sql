-- shape: tttt
with lost as materialized (
    select d.kind, d.library_id
      from (select distinct r.kind, r.library_id
              from kidepot.part_reference r
             where r.role <> 'alternate'
               and (select s.hold_unpublished from kidepot.setting s)) d
     where not kidepot.is_published(d.kind, d.library_id)
)
select 'part' as kind, p.id::text as id, p.name::text as name,
       string_agg(format('%s "%s"', r.role, r.library_id), ', ' order by r.role desc) as detail
  from kidepot.part_reference r
  join lost l using (kind, library_id)
  join kidepot.part p on p.id = r.part_id
  join kidepot.category_resolved c on c.category_id = p.bucket_id
 where r.role <> 'alternate'
   and p.active
   and not p.template
   and c.exposed
 group by p.id, p.name
 order by p.name collate "C"
