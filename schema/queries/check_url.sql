-- shape: t
-- Refused when it is no address that KiCad opens.
select $1::text::kidepot.url::text as value
