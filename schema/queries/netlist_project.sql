-- shape: t
-- Imports into one project wait for each other here.
insert into kidepot.project (name)
values ($1::text)
on conflict (name) do update set name = excluded.name
returning id::text as id
