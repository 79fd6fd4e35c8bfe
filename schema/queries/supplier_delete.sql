-- shape:
delete from kidepot.supplier
 where id = $1::text::bigint
