-- shape: tt
-- The digest of a new one is empty.
insert into kidepot.revision (project_id, name)
values ($1::text::bigint, $2::text)
on conflict (project_id, name) do update set name = excluded.name
returning id::text as id, digest
