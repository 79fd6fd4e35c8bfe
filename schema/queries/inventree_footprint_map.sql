-- shape:
-- As the plugin's table is dumped (with "fields"), or as a list of its rows.
insert into csv_row (place, value, category, footprint)
select r.place, pg_temp.import_text(f.fields ->> 'parameter_value'), c.path,
       pg_temp.import_text(f.fields ->> 'kicad_footprint')
  from import_record r
 cross join lateral (select coalesce(r.document -> 'fields', r.document) as fields) f
  left join inventree_kicad_category k on k.id = pg_temp.import_id(f.fields -> 'kicad_category')
  left join inventree_category c on c.id = k.category_id
 where r.kind = 'footprint-mapping'
   and coalesce(r.document ->> 'model', 'footprintparametermapping') ~ 'footprintparametermapping$'
   and c.path is not null
 order by r.number
