-- shape:
insert into csv_row (place, name)
select distinct on (s.supplier) s.place, s.supplier
  from inventree_supplier_part s
 where s.part is not null and s.sku is not null and s.supplier is not null
 order by s.supplier, s.number
