-- shape: ttt
select p.name::text as part, a.position::text as position, a.footprint::text as footprint
  from kidepot.alternate a
  join kidepot.part p on p.id = a.part_id
 order by p.id, a.position
