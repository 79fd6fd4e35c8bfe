-- shape: tt
-- The parts that a person may mean: by id, by "ipn:" and IPN, by name as typed or
-- as KiCad shows it.
select p.id::text as id, p.name::text as name
  from kidepot.part p
 where p.id = case when $1::text ~ '^-?[0-9]{1,18}$' then $1::text::bigint end
    or p.ipn = case when $1::text ~ '^ipn:' then substr($1::text, 5) end
    or kidepot.kicad_name(p.name) = kidepot.kicad_name($1::text)
 order by p.id
