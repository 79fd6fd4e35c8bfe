-- shape:
update csv_row r
   set key = case when p.id is not null then array[p.id::text, s.supplier, s.sku]::text end,
       part_id = p.id, supplier_id = u.id,
       found = o.part_id is not null
  from csv_row s
  left join kidepot.part_name n on kidepot.kicad_name(n.name) = kidepot.kicad_name(s.part)
  left join kidepot.part i on i.ipn = case when s.part ~ '^ipn:' then substr(s.part, 5) end
 cross join lateral (select coalesce(n.part_id, i.id) as id) p
  left join kidepot.supplier u on u.name = s.supplier
  left join kidepot.supplier_part o
    on o.part_id = p.id and o.supplier_id = u.id and o.sku = s.sku
 where s.number = r.number
