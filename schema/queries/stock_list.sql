-- shape: iittt
select p.id as part_id, l.id as location_id, p.name::text as part, l.name::text as location,
       trim_scale(s.quantity)::text as quantity
  from kidepot.stock s
  join kidepot.part p on p.id = s.part_id
  join kidepot.location l on l.id = s.location_id
 where ($1::text is null or s.part_id = $1::text::bigint)
   and ($2::text is null or s.location_id = $2::text::bigint)
   and s.quantity > 0
 order by p.name collate "C", l.name collate "C"
