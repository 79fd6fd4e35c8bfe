-- shape: t
-- Refused when it is no running text.
select $1::text::kidepot.prose::text as value
