-- shape:
insert into kidepot.supplier (name, field_name)
select r.name, nullif(r.field_name, '')
  from csv_row r
 where not r.found
 order by r.number
