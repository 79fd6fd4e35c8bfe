-- shape:
delete from kidepot.textvar where revision_id = $1::text::bigint
