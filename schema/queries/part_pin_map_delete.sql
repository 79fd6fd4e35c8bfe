-- shape:
-- Of one footprint, or of all when none is given.
delete from kidepot.pin_map
 where part_id = $1::text::bigint
   and ($2::text is null or footprint = $2::text)
