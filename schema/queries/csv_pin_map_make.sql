-- shape:
insert into kidepot.pin_map (part_id, footprint, pin, pad)
select r.part_id, r.footprint, r.pin, r.pad
  from csv_row r
 where not r.found
