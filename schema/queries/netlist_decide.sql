-- shape:
-- A part that is not set: none of the catalogue.
insert into kidepot.decision (project_id, digest, says, part_id)
select distinct $1::text::bigint, md5(c.says::text), c.says, $3::text::bigint
  from netlist_component c
 where c.ref = $2::text
on conflict (project_id, digest) do update
   set part_id = excluded.part_id, decided_at = now(), who = kidepot.who()
