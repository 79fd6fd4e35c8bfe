-- shape:
insert into kidepot.supplier_part (part_id, supplier_id, sku, url)
select r.part_id, r.supplier_id, r.sku, nullif(r.url, '')
  from csv_row r
 where not r.found
