-- shape:
-- A category's word on exclusion is its parts' here.
insert into csv_row (place, name, category, ipn, description, keywords, manufacturer, mpn, datasheet,
                     symbol, footprint, reference, value, exclude_from_bom, exclude_from_board,
                     exclude_from_sim, active, not_for_new_designs)
select p.place, coalesce(p.name, ''), p.category, p.ipn,
       pg_temp.import_text(p.document ->> 'description'),
       pg_temp.import_text(regexp_replace(p.document ->> 'tags', '\s*,\s*', ' ', 'g')),
       pg_temp.import_text(p.document -> 'manufacturer' ->> 'name'),
       pg_temp.import_text(p.document ->> 'manufacturer_product_number'), d.url,
       pg_temp.import_text(p.eda ->> 'kicad_symbol'), pg_temp.import_text(p.eda ->> 'kicad_footprint'),
       pg_temp.import_text(p.eda ->> 'reference_prefix'), pg_temp.import_text(p.eda ->> 'value'),
       coalesce(p.eda ->> 'exclude_from_bom', p.category_eda ->> 'exclude_from_bom'),
       coalesce(p.eda ->> 'exclude_from_board', p.category_eda ->> 'exclude_from_board'),
       coalesce(p.eda ->> 'exclude_from_sim', p.category_eda ->> 'exclude_from_sim'),
       coalesce(p.eda ->> 'visibility', case when p.eda ->> 'invisible' in ('true', '1') then 'no'
                     when p.eda ->> 'invisible' in ('false', '0') then 'yes' end),
       case when p.document ->> 'manufacturing_status' in ('nrfnd', 'eol', 'discontinued') then 'yes'
            when p.document ->> 'manufacturing_status' in ('announced', 'active') then 'no' end
  from partdb_part p
  left join partdb_datasheet d on d.part_id = p.id and d.time = 1
 order by p.number
