-- shape: t
select p.id::text as id
  from kidepot.part p
 where p.id = $1::text::bigint
   for no key update
