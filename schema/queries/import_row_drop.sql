-- shape:
-- What belongs to parts whose rows did not fit goes with these: rows of the same place.
delete from import_row i
 using import_row p
 where p.table_name = 'part'
   and i.table_name <> 'part'
   and i.place = p.place
   and not exists (select from csv_row r where r.place = p.place)
