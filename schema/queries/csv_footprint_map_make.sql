-- shape:
insert into kidepot.footprint_map (category_id, value, footprint)
select r.category_id, r.value, r.footprint
  from csv_row r
 where not r.found
 order by r.number
