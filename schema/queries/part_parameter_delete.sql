-- shape:
delete from kidepot.parameter
 where part_id = $1::text::bigint
   and template_id = $2::text::bigint
