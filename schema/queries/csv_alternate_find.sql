-- shape:
-- A text that is no integer has its fault already.
update csv_row r
   set key = case when p.id is not null and w.position is not null then array[p.id, w.position]::text end,
       part_id = p.id, found = o.part_id is not null
  from csv_row s
  left join kidepot.part_name n on kidepot.kicad_name(n.name) = kidepot.kicad_name(s.part)
  left join kidepot.part i on i.ipn = case when s.part ~ '^ipn:' then substr(s.part, 5) end
 cross join lateral (select coalesce(n.part_id, i.id) as id) p
 cross join lateral (
       select case when not exists (select from csv_fault f where f.number = s.number)
                   then s.position::integer end as position) w
  left join kidepot.alternate o on o.part_id = p.id and o.position = w.position
 where s.number = r.number
