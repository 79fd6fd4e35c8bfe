-- shape: t
select u.id::text as id
  from kidepot.supplier u
 where u.name = $1::text
