-- shape:
delete from kidepot.footprint_map
 where id = $1::text::bigint
