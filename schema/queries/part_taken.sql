-- shape: ttb
-- The other parts that have this name, as KiCad would write it, or this IPN.
select p.id::text as id, p.name::text as name, kidepot.kicad_name(p.name) = kidepot.kicad_name($1::text)
       as is_name
  from kidepot.part p
 where (kidepot.kicad_name(p.name) = kidepot.kicad_name($1::text) or p.ipn = $2::text)
   and p.id is distinct from $3::text::bigint
 order by is_name desc, p.id
 limit 1
