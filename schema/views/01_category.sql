-- The categories KiCad shows. A category that only holds sub-categories is left
-- out: KiCad asks once per category and would show an empty node. The array is the
-- ids of the categories whose parts it shows.
create view kicad.category as
select head.category_id::text as id,
       head.path as name,
       coalesce(c.description, '') as description,
       array(select r.category_id::text
               from kidepot.category_resolved r
              where r.kicad_id = head.kicad_id and r.exposed) as own_category_ids
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
                                    where s.parent_id = r.category_id))))
union all
select 'former',
       s.former_names::text,
       'Renamed parts under the names that saved schematics have',
       array(select distinct r.category_id::text
               from kidepot.part_name f
               join kidepot.part_resolved r on r.part_id = f.part_id
              where f.retired_at is not null)
  from kidepot.setting s
 where s.former_names is not null
   and exists (select from kidepot.part_name f
                 join kidepot.part_resolved r on r.part_id = f.part_id
                where f.retired_at is not null);
