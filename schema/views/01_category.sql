-- The categories KiCad shows. A category that only holds sub-categories is left
-- out: KiCad asks once per category and would show an empty node.
create view kicad.category as
select c.id::text as id,
       r.path as name,
       coalesce(c.description, '') as description
  from kidepot.category c
  join kidepot.category_resolved r on r.category_id = c.id
 where r.exposed
   and (exists (select from kidepot.part p where p.category_id = c.id)
        or not exists (select from kidepot.category s where s.parent_id = c.id));
