-- shape: i
delete from kidepot.decision
 where project_id = $1::text::bigint
   and id = $2::text::bigint
returning id
