-- shape:
delete from kidepot.part
 where id = $1::text::bigint
