-- shape: t
select l.id::text as id
  from kidepot.location l
 where l.name = $1::text
