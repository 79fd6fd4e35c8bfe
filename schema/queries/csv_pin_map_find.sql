-- shape:
update csv_row r
   set key = case when p.id is not null
                  then array[p.id::text, s.footprint, s.pin, s.pad]::text end,
       part_id = p.id, found = m.part_id is not null
  from csv_row s
  left join kidepot.part_name k on kidepot.kicad_name(k.name) = kidepot.kicad_name(s.part)
  left join kidepot.part i on i.ipn = case when s.part ~ '^ipn:' then substr(s.part, 5) end
 cross join lateral (select coalesce(k.part_id, i.id) as id) p
  left join kidepot.pin_map m
    on m.part_id = p.id and m.footprint = s.footprint and m.pin = s.pin and m.pad = s.pad
 where s.number = r.number
