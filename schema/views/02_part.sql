-- The parts KiCad shows, one row each with all its document needs. The three
-- field_* arrays are parallel: the further fields in the order they are served.
create view kicad.part as
select part_id::text as id,
       kicad_id as category_id,
       name,
       symbol,
       reference,
       value,
       footprint,
       footprint_filters,
       datasheet,
       description,
       keywords,
       exclude_from_bom,
       exclude_from_board,
       exclude_from_sim,
       field_names,
       field_values,
       field_visible
  from kidepot.part_resolved;
