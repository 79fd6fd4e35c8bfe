-- shape:
update csv_row r
   set key = s.name, id = t.id, found = t.id is not null
  from csv_row s
  left join kidepot.parameter_template t on t.name = s.name
 where s.number = r.number
