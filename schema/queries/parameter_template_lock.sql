-- shape: i
select id
  from kidepot.parameter_template
 where id = $1::text::bigint
   for update
