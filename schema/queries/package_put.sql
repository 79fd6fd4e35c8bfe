-- shape: t
insert into kidepot.package (identifier, type, name, metadata)
values ($1::text, $2::text, $3::text, $4::text)
on conflict ((lower(identifier))) do update
   set type = excluded.type, name = excluded.name, metadata = excluded.metadata
returning id::text
