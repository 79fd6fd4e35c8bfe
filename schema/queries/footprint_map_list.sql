-- shape: ttt
select m.value::text as value, m.footprint::text as footprint, r.path as category
  from kidepot.footprint_map m
  left join kidepot.category_resolved r on r.category_id = m.category_id
 order by m.value collate "C", r.path collate "C" nulls first
