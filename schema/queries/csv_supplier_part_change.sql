-- shape:
update kidepot.supplier_part o
   set url = nullif(r.url, '')
  from csv_row r
 where r.found
   and o.part_id = r.part_id
   and o.supplier_id = r.supplier_id
   and o.sku = r.sku
   and r.url is not null
   and o.url is distinct from nullif(r.url, '')
