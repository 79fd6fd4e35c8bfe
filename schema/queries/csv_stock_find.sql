-- shape:
-- Nothing at a place where nothing was is there already.
update csv_row r
   set key = case when p.id is not null then array[p.id::text, s.location]::text end,
       part_id = p.id, location_id = l.id,
       found = o.part_id is not null or coalesce(n.quantity = 0, false)
  from csv_row s
  left join kidepot.part_name k on kidepot.kicad_name(k.name) = kidepot.kicad_name(s.part)
  left join kidepot.part i on i.ipn = case when s.part ~ '^ipn:' then substr(s.part, 5) end
 cross join lateral (select coalesce(k.part_id, i.id) as id) p
 cross join lateral (
       select case when not exists (select from csv_fault f where f.number = s.number)
                   then nullif(s.quantity, '')::numeric end as quantity) n
  left join kidepot.location l on l.name = s.location
  left join kidepot.stock o on o.part_id = p.id and o.location_id = l.id
 where s.number = r.number
