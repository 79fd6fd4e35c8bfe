-- shape:
insert into csv_row (place, part, supplier, sku, url)
select s.place, s.part, s.supplier, s.sku, pg_temp.import_url(s.link)
  from inventree_supplier_part s
 where s.part is not null and s.sku is not null and s.supplier is not null
 order by s.number
