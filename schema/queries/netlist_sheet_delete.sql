-- shape:
delete from kidepot.sheet where revision_id = $1::text::bigint
