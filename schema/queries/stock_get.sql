-- shape: tt
select l.name::text as location, trim_scale(coalesce(s.quantity, 0))::text as quantity
  from kidepot.location l
  left join kidepot.stock s on s.location_id = l.id and s.part_id = $1::text::bigint
 where l.id = $2::text::bigint
