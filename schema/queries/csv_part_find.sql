-- shape:
-- A part is found by every name that it has or had, as KiCad shows it.
update csv_row r
   set key = coalesce(n.part_id::text, 'new ' || kidepot.kicad_name(s.name)), id = n.part_id,
       found = n.part_id is not null,
       category_id = c.category_id
  from csv_row s
  left join kidepot.part_name n on kidepot.kicad_name(n.name) = kidepot.kicad_name(s.name)
  left join kidepot.category_resolved c on c.path = s.category and c.category_id <> 0
 where s.number = r.number
