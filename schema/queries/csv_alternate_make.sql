-- shape:
insert into kidepot.alternate (part_id, position, footprint)
select r.part_id, r.position::integer, r.footprint
  from csv_row r
 where not r.found
