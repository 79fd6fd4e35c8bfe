-- shape: tbt
-- The name before, whether KiCad writes both alike, and the category that shows the
-- one before.
with before as (
    select id, name from kidepot.part where id = $1::text::bigint for no key update
)
update kidepot.part p
   set name = $2::text
  from before b
 where p.id = b.id
returning b.name::text as old_name, kidepot.kicad_name(b.name) = kidepot.kicad_name(p.name) as is_alike,
          (select s.former_names::text from kidepot.setting s) as former_names
