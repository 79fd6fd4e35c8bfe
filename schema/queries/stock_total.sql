-- shape: t
select trim_scale(coalesce(sum(s.quantity), 0))::text as quantity
  from kidepot.stock s
 where s.part_id = $1::text::bigint
