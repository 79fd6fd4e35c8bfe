-- shape: i
select id
  from kidepot.decision
 where project_id = $1::text::bigint
   and id = $2::text::bigint
   for update
