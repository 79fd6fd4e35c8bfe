-- shape: i
select id
  from kidepot.category
 where id = $1::text::bigint
   for update
