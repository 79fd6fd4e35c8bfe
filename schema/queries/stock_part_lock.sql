-- shape: t
select p.name::text as name
  from kidepot.part p
 where p.id = $1::text::bigint
   for no key update
