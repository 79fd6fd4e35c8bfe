-- shape: t
-- Nothing is inserted when the name is taken.
insert into kidepot.location (name, description)
values ($1::text, nullif($2::text, ''))
on conflict (name) do nothing
returning id::text
