-- shape: t
select r.category_id::text as id
  from kidepot.category_resolved r
 where r.path = $1::text
   and r.category_id <> 0
