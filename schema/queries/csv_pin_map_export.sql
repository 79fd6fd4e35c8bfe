-- shape: tttt
select p.name::text as part, m.footprint::text as footprint, m.pin::text as pin, m.pad::text as pad
  from kidepot.pin_map m
  join kidepot.part p on p.id = m.part_id
 order by p.id, m.footprint collate "C", length(m.pin), m.pin collate "C", m.pad collate "C"
