-- shape: i
select id
  from kidepot.location
 where id = $1::text::bigint
   for update
