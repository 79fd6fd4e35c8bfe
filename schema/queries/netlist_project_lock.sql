-- shape: i
-- Imports into it wait here.
select id
  from kidepot.project
 where id = $1::text::bigint
   for update
