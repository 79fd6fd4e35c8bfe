-- shape:
update csv_row r
   set key = s.name, id = u.id, found = u.id is not null
  from csv_row s
  left join kidepot.supplier u on u.name = s.name
 where s.number = r.number
