-- shape: i
select id
  from kidepot.footprint_map
 where id = $1::text::bigint
   for update
