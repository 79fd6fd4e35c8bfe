-- shape: i
select id
  from kidepot.revision
 where id = $1::text::bigint
   for update
