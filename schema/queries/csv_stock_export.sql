-- shape: ttt
select p.name::text as part, l.name::text as location, trim_scale(s.quantity)::text as quantity
  from kidepot.stock s
  join kidepot.part p on p.id = s.part_id
  join kidepot.location l on l.id = s.location_id
 order by p.id, l.name collate "C"
