-- shape: t
select name::text as name
  from kidepot.parameter_template
 where id = $1::text::bigint
