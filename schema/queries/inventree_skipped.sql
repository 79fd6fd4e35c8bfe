-- shape:
insert into import_skipped (place, reason)
select c.place, 'the category above it is in no file, or below itself'
  from import_record c
 where c.kind = 'category'
   and not exists (select from inventree_category t where t.id = c.id)
union all
select p.place, 'its category is in no file: the part has none here'
  from inventree_part p
 where p.category is null and pg_temp.import_id(p.document -> 'category') is not null
union all
select v.place, 'its part or its template is in no file, or it is of something else than a part'
  from inventree_parameter v
 where v.part is null or v.name is null
union all
select v.place, 'the parameter has no value'
  from inventree_parameter v
 where v.part is not null and v.name is not null and v.value is null
union all
select v.place, 'IPN, Manufacturer and MPN are the part''s own here, no parameters'
  from inventree_parameter v
  join kidepot.parameter_template o on o.name = v.name and not o.plain
union all
select m.place, 'a part has one manufacturer''s number here: the first was taken'
  from inventree_manufacturer_part m
 where m.place_in_part > 1
union all
select s.place, 'its part is in no file, or it names no supplier or number'
  from inventree_supplier_part s
 where s.part is null or s.sku is null or s.supplier is null
union all
select s.place, 'its link is no address of http or https: it was left out'
  from inventree_supplier_part s
 where s.link is not null and pg_temp.import_url(s.link) is null
union all
select d.place, 'a datasheet that is a file: say "server = https://..." in --map FILE'
  from inventree_datasheet d
 where d.url is null
union all
select d.place, 'a part has one datasheet here: the first was taken'
  from inventree_datasheet d
 where d.place_in_part > 1
union all
select s.place, 'stock that is not there: built in, sold, with a customer, not yet made, or no number'
  from inventree_stock s
 where not s.is_there
union all
select s.place, 'its part is in no file'
  from inventree_stock s
 where s.is_there and s.part is null
union all
select r.place, 'a footprint mapping of a category that the plugin does not have'
  from import_record r
 cross join lateral (select coalesce(r.document -> 'fields', r.document) as fields) f
  left join inventree_kicad_category k on k.id = pg_temp.import_id(f.fields -> 'kicad_category')
 where r.kind = 'footprint-mapping'
   and coalesce(r.document ->> 'model', 'footprintparametermapping') ~ 'footprintparametermapping$'
   and k.id is null
