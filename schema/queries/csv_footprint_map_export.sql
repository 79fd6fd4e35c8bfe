-- shape: ttt
select m.value::text as value, c.path as category, m.footprint::text as footprint
  from kidepot.footprint_map m
  left join kidepot.category_resolved c on c.category_id = m.category_id
 order by c.path collate "C" nulls first, m.value collate "C"
