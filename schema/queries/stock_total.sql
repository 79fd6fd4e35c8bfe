-- shape: itt
-- Of a part that is there.
select p.id, p.name::text as name,
       (select trim_scale(coalesce(sum(s.quantity), 0))::text
          from kidepot.stock s
         where s.part_id = p.id) as quantity
  from kidepot.part p
 where p.id = $1::text::bigint
