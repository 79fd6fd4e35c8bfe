-- shape: t
select category_id::text as id
  from kidepot.category_resolved
 where category_id <> 0
   and path = $1::text
