-- shape: t
-- Of components that say this; a part that is not set: none of the catalogue.
insert into kidepot.decision (project_id, digest, says, part_id)
select $1::text::bigint, md5(s.says::text), s.says, nullif($2::text, '')::bigint
  from (select array[coalesce($3::text, ''), coalesce($4::text, ''), coalesce($5::text, ''),
                     coalesce($6::text, ''), coalesce($7::text, ''), coalesce($8::text, ''),
                     coalesce($9::text, '')] as says) s
on conflict (project_id, digest) do update
   set part_id = excluded.part_id, decided_at = now(), who = kidepot.who()
returning id::text as id
