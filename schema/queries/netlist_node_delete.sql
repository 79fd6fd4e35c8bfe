-- shape:
delete from kidepot.node where revision_id = $1::text::bigint
