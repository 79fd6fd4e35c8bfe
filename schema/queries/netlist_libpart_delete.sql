-- shape:
delete from kidepot.libpart where revision_id = $1::text::bigint
