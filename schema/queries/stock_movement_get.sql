-- shape: iiitttttt
-- The columns are those of stock_movement_list.sql.
select m.id, p.id as part_id, l.id as location_id,
       to_char(m.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at,
       p.name::text as part, l.name::text as location, trim_scale(m.quantity)::text as quantity,
       m.note::text as note, m.who
  from kidepot.stock_movement m
  join kidepot.part p on p.id = m.part_id
  join kidepot.location l on l.id = m.location_id
 where m.id = $1::text::bigint
