-- shape: t
-- Refused when it is not "Library:Name".
select $1::text::kidepot.library_id::text as value
