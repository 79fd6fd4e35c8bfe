-- shape: t
-- Only one that the part had and has no more.
delete from kidepot.part_name
 where part_id = $1::text::bigint
   and retired_at is not null
   and kidepot.kicad_name(name) = kidepot.kicad_name($2::text)
returning id::text as id
