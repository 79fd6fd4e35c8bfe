-- shape:
-- In one statement, so that footprints may change places.
update kidepot.alternate o
   set footprint = r.footprint
  from csv_row r
 where r.found
   and o.part_id = r.part_id
   and o.position = r.position::integer
   and r.footprint is not null
   and o.footprint <> r.footprint
