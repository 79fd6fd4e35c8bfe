-- shape:
delete from kidepot.pin_map
 where part_id = $1::text::bigint
   and footprint = $2::text
