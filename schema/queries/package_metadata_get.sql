-- shape: t
select metadata from kidepot.package where id = $1::text::bigint
