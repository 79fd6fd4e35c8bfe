-- shape:
update csv_row r
   set key = case when p.id is not null
                  then array[p.id::text, kidepot.kicad_name(s.name)]::text end,
       part_id = p.id, found = o.part_id is not null
  from csv_row s
  left join kidepot.part_name n on kidepot.kicad_name(n.name) = kidepot.kicad_name(s.part)
  left join kidepot.part i on i.ipn = case when s.part ~ '^ipn:' then substr(s.part, 5) end
 cross join lateral (select coalesce(n.part_id, i.id) as id) p
  left join kidepot.part_name o
    on o.part_id = p.id and kidepot.kicad_name(o.name) = kidepot.kicad_name(s.name)
 where s.number = r.number
