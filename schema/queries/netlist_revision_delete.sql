-- shape:
delete from kidepot.revision
 where id = $1::text::bigint
