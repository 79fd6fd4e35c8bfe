-- shape: t
insert into kidepot.category (parent_id, name)
values ($1::text::bigint, $2::text)
returning id::text
