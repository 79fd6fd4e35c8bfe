-- shape:
-- What differs from what is there comes or goes.
insert into kidepot.stock_movement (part_id, location_id, quantity)
select r.part_id, r.location_id, r.quantity::numeric - o.quantity
  from csv_row r
  join kidepot.stock o on o.part_id = r.part_id and o.location_id = r.location_id
 where r.quantity is not null
   and r.quantity::numeric <> o.quantity
 order by r.number
