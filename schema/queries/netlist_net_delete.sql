-- shape:
delete from kidepot.net where revision_id = $1::text::bigint
