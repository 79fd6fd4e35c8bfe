-- shape: i
select id
  from kidepot.supplier
 where id = $1::text::bigint
   for update
