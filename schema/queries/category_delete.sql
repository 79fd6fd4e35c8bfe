-- shape:
delete from kidepot.category
 where id = $1::text::bigint
