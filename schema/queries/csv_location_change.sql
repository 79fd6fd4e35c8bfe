-- shape:
update kidepot.location l
   set description = nullif(r.description, '')
  from csv_row r
 where r.id = l.id
   and r.description is not null
   and l.description is distinct from nullif(r.description, '')
