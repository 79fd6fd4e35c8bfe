-- shape: t
-- Nothing is inserted when the name is taken.
insert into kidepot.supplier (name, field_name)
values ($1::text, nullif($2::text, ''))
on conflict (name) do nothing
returning id::text
