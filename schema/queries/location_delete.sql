-- shape:
delete from kidepot.location
 where id = $1::text::bigint
