-- shape:
update csv_row r
   set key = s.name, id = l.id, found = l.id is not null
  from csv_row s
  left join kidepot.location l on l.name = s.name
 where s.number = r.number
