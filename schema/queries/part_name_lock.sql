-- shape: i
-- The part, when it has or had that name: what changes its names locks it.
select p.id
  from kidepot.part p
 where p.id = $1::text::bigint
   and exists (select from kidepot.part_name n where n.part_id = p.id and n.id = $2::text::bigint)
   for update of p
