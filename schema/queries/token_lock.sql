-- shape: i
select id
  from kidepot.token
 where id = $1::text::bigint
   for update
