-- shape: i
select id
  from kidepot.part
 where id = $1::text::bigint
   for update
