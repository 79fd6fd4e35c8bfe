-- shape:
insert into kidepot.component
       (revision_id, number, sheet_id, symbol_id, occurrence, ref, value, footprint, datasheet,
        description, lib, part, library_description, field_names, field_values,
        property_names, property_values, exclude_from_bom, exclude_from_board,
        exclude_from_pos_files, dnp, sheet_names, sheet_tstamps, tstamp, tstamps, classes,
        detail, part_id, matched_by)
select $1::text::bigint, c.number, c.sheet_id, c.symbol_id,
       row_number() over (partition by c.sheet_id, c.symbol_id order by c.number), c.ref, c.value,
       c.footprint, c.datasheet, c.description, c.lib, c.part, c.library_description,
       c.field_names, c.field_values, c.property_names, c.property_values, c.exclude_from_bom,
       c.exclude_from_board, c.exclude_from_pos_files, c.dnp, c.sheet_names, c.sheet_tstamps,
       c.tstamp, c.tstamps, c.classes, c.detail, g.part_id, g.rule
  from netlist_component c
  join netlist_group g on g.says = c.says
