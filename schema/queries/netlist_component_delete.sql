-- shape:
delete from kidepot.component where revision_id = $1::text::bigint
