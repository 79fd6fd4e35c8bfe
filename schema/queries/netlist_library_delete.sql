-- shape:
delete from kidepot.library where revision_id = $1::text::bigint
