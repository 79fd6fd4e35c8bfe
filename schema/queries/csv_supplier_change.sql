-- shape:
update kidepot.supplier u
   set field_name = nullif(r.field_name, '')
  from csv_row r
 where r.id = u.id
   and r.field_name is not null
   and u.field_name is distinct from nullif(r.field_name, '')
