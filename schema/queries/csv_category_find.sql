-- shape:
update csv_row r
   set key = s.path, id = c.category_id, found = c.category_id is not null
  from csv_row s
  left join kidepot.category_resolved c on c.path = s.path and c.category_id <> 0
 where s.number = r.number
