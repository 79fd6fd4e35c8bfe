-- shape:
insert into csv_row (place, name)
select distinct on (o.supplier) o.place, o.supplier
  from partdb_order o
 where o.sku is not null and o.supplier is not null
 order by o.supplier, o.number
