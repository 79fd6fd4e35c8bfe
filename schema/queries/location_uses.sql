-- shape: it
-- How many parts are or were there, and one of them.
select count(distinct m.part_id) as parts, min(p.name collate "C")::text as part
  from kidepot.stock_movement m
  join kidepot.part p on p.id = m.part_id
 where m.location_id = $1::text::bigint
