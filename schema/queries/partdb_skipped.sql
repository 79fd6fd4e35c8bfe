-- shape:
insert into import_skipped (place, reason)
select p.place, 'its category has neither a file nor a name: the part has none here'
  from partdb_part p
 where p.category is null and pg_temp.import_id(p.document -> 'category') is not null
union all
select p.place, 'a list of parts without their details: ask for each part by its id, or export "full"'
  from partdb_part p
 where p.document -> 'eda_info' is null
union all
select m.place, 'a parameter that the part has twice: the first was taken'
  from partdb_parameter m
 where m.time > 1
union all
select m.place, 'IPN, Manufacturer and MPN are the part''s own here, no parameters'
  from partdb_parameter m
  join kidepot.parameter_template o on o.name = m.name and not o.plain
union all
select o.place, 'an order without supplier or number'
  from partdb_order o
 where o.sku is null or o.supplier is null
union all
select o.place, 'its link is no address of http or https: it was left out'
  from partdb_order o
 where o.link is not null and pg_temp.import_url(o.link) is null
union all
select l.place, 'a lot of which nobody knows how much there is'
  from partdb_lot l
 where not l.is_known
union all
select d.place, 'a datasheet that is a file: say "server = https://..." in --map FILE'
  from partdb_datasheet d
 where d.url is null
union all
select d.place, 'a part has one datasheet here: the first was taken'
  from partdb_datasheet d
 where d.time > 1
