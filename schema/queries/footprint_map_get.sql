-- shape: iittt
-- One, or all when none is given.
select m.id, m.category_id, m.value::text as value, m.footprint::text as footprint,
       r.path as category
  from kidepot.footprint_map m
  left join kidepot.category_resolved r on r.category_id = m.category_id
 where $1::text is null
    or m.id = $1::text::bigint
 order by m.value collate "C", r.path collate "C" nulls first
