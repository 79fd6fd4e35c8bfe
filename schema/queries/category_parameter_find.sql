-- shape: t
select id::text as id
  from kidepot.parameter_template
 where name = $1::text
