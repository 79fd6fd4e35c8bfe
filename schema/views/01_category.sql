-- The categories KiCad shows. A category that only holds sub-categories is left
-- out: KiCad asks once per category and would show an empty node.
create view kicad.category as
select head.category_id::text as id,
       head.path as name,
       coalesce(c.description, '') as description
  from kidepot.category_resolved head
  left join kidepot.category c on c.id = head.category_id
 where head.category_id::text = head.kicad_id
   and exists (
       select from kidepot.category_resolved r
        where r.kicad_id = head.kicad_id
          and r.exposed
          and (exists (select from kidepot.part p where p.bucket_id = r.category_id)
               or (r.category_id <> 0
                   and not exists (select from kidepot.category s
                                    where s.parent_id = r.category_id))));
