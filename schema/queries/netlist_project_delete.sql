-- shape:
delete from kidepot.project
 where id = $1::text::bigint
