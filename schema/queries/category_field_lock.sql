-- shape: i
-- The category, when the parameter template is there too.
select c.id
  from kidepot.category c
 where c.id = $1::text::bigint
   and exists (select from kidepot.parameter_template t where t.id = $2::text::bigint)
   for update
