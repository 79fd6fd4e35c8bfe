-- shape:
insert into kidepot.component
       (revision_id, number, sheet_id, symbol_id, occurrence, ref, value, footprint, datasheet,
        description, lib, part, library_description, field_names, field_values,
        property_names, property_values, exclude_from_bom, exclude_from_board,
        exclude_from_pos_files, dnp, sheet_names, sheet_tstamps, tstamps, classes, detail)
select $1::text::bigint, number, sheet_id, symbol_id,
       row_number() over (partition by sheet_id, symbol_id order by number), ref, value, footprint,
       datasheet, description, lib, part, library_description, field_names, field_values,
       property_names, property_values, exclude_from_bom, exclude_from_board,
       exclude_from_pos_files, dnp, sheet_names, sheet_tstamps, tstamps, classes, detail
  from netlist_component
