-- shape:
delete from kidepot.parameter_template
 where id = $1::text::bigint
