-- shape: ttttttttTTTTbbbbtttTTt
select ref, value, footprint, datasheet, description, lib, part, library_description,
       field_names, field_values, property_names, property_values, exclude_from_bom,
       exclude_from_board, exclude_from_pos_files, dnp, sheet_names, sheet_tstamps, tstamp,
       tstamps, classes,
       case when detail->'variants' <> '[]' then (detail->'variants')::text end as variants
  from kidepot.component
 where revision_id = $1::text::bigint
 order by number
