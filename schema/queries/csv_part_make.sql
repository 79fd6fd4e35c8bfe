-- shape:
insert into kidepot.part
    (name, category_id, ipn, description, keywords, manufacturer, mpn, datasheet, symbol, footprint,
     reference, value, exclude_from_bom, exclude_from_board, exclude_from_sim, active, template,
     not_for_new_designs)
select r.name, r.category_id, nullif(r.ipn, ''), nullif(r.description, ''), nullif(r.keywords, ''),
       nullif(r.manufacturer, ''), nullif(r.mpn, ''), nullif(r.datasheet, ''),
       nullif(r.symbol, ''), nullif(r.footprint, ''), nullif(r.reference, ''), nullif(r.value, ''),
       coalesce(nullif(r.exclude_from_bom, '')::boolean, false),
       coalesce(nullif(r.exclude_from_board, '')::boolean, false),
       coalesce(nullif(r.exclude_from_sim, '')::boolean, false),
       coalesce(nullif(r.active, '')::boolean, true),
       coalesce(nullif(r.template, '')::boolean, false),
       coalesce(nullif(r.not_for_new_designs, '')::boolean, false)
  from csv_row r
 where not r.found
 order by r.number
