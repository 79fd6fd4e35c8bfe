-- shape: t
-- Refused when it is no line of text.
select $1::text::kidepot.line::text as value
