-- shape:
insert into kidepot.stock_movement (part_id, location_id, quantity)
select r.part_id, r.location_id, r.quantity::numeric
  from csv_row r
 where not r.found
 order by r.number
