-- shape:
update kidepot.footprint_map m
   set footprint = r.footprint
  from csv_row r
 where r.id = m.id
   and r.footprint is not null
   and m.footprint <> r.footprint
