-- shape: tttt
select p.name::text as part, u.name::text as supplier, o.sku::text as sku, o.url::text as url
  from kidepot.supplier_part o
  join kidepot.part p on p.id = o.part_id
  join kidepot.supplier u on u.id = o.supplier_id
 order by p.id, u.name collate "C", o.sku collate "C"
