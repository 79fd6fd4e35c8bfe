-- shape: i
-- The part, when it and the parameter template are there.
select p.id
  from kidepot.part p
 where p.id = $1::text::bigint
   and exists (select from kidepot.parameter_template t where t.id = $2::text::bigint)
   for update of p
