-- shape: ttt
-- The parts that a person may mean: by id, by "ipn:" and IPN, by name as typed or
-- as KiCad shows it; when there are none, by a name that a part had.
with found as (
    select p.id, p.name
      from kidepot.part p
     where p.id = case when $1::text ~ '^-?[0-9]{1,18}$' then $1::text::bigint end
        or p.ipn = case when $1::text ~ '^ipn:' then substr($1::text, 5) end
        or kidepot.kicad_name(p.name) = kidepot.kicad_name($1::text)
)
select f.id::text as id, f.name::text as name, null::text as former_name
  from found f
 union all
select p.id::text, p.name::text, n.name::text
  from kidepot.part_name n
  join kidepot.part p on p.id = n.part_id
 where kidepot.kicad_name(n.name) = kidepot.kicad_name($1::text)
   and not exists (select from found)
 order by id
