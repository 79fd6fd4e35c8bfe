-- shape: tt
select p.name::text as part, k.name::text as name
  from kidepot.part_name k
  join kidepot.part p on p.id = k.part_id
 where k.retired_at is not null
 order by p.id, k.id
