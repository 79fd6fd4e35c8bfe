-- shape:
delete from kidepot.alternate
 where part_id = $1::text::bigint
