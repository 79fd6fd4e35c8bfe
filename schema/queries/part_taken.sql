-- shape: ttbt
-- The other parts that have this name, as KiCad would write it, or had it, or have
-- this IPN.
select p.id::text as id, p.name::text as name,
       kidepot.kicad_name(p.name) = kidepot.kicad_name($1::text) as is_name,
       n.name::text as former_name
  from kidepot.part p
  left join kidepot.part_name n
    on n.part_id = p.id
   and n.retired_at is not null
   and kidepot.kicad_name(n.name) = kidepot.kicad_name($1::text)
 where p.id in (select k.part_id from kidepot.part_name k
                 where kidepot.kicad_name(k.name) = kidepot.kicad_name($1::text)
                 union
                select i.id from kidepot.part i where i.ipn = $2::text)
   and p.id is distinct from $3::text::bigint
 order by is_name desc nulls last, former_name, p.id
 limit 1
