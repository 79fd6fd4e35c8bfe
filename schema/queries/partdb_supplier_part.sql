-- shape:
insert into csv_row (place, part, supplier, sku, url)
select o.place, o.part, o.supplier, o.sku, pg_temp.import_url(o.link)
  from partdb_order o
 where o.part is not null and o.sku is not null and o.supplier is not null
 order by o.number
