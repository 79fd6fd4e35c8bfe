-- shape:
insert into kidepot.location (name, description)
select r.name, nullif(r.description, '')
  from csv_row r
 where not r.found
 order by r.number
