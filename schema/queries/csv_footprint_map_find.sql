-- shape:
-- Without a category a mapping is for all.
update csv_row r
   set key = array[coalesce(s.category, ''), s.value]::text, category_id = c.category_id, id = m.id,
       found = m.id is not null
  from csv_row s
  left join kidepot.category_resolved c on c.path = s.category and c.category_id <> 0
  left join kidepot.footprint_map m
    on m.value = s.value
   and (m.category_id = c.category_id
        or (m.category_id is null and coalesce(s.category, '') = ''))
 where s.number = r.number
