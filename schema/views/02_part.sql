-- The parts KiCad shows, one row each with all its document needs. The three
-- field_* arrays are parallel: the further fields in the order they are served;
-- so are the three pin_map_* arrays. A renamed part is there once more under each
-- name it had, for KiCad finds a placed part by name; where it says its name, it says
-- that one, so that a sheet's copy of it is still the same.
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
       field_visible,
       category_id::text as own_category_id,
       listed_description,
       listed_keywords,
       pin_map_footprints,
       pin_map_pins,
       pin_map_pads
  from kidepot.part_resolved
union all
select id,
       'former',
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
       field_visible,
       own_category_id,
       listed_description,
       listed_keywords,
       pin_map_footprints,
       pin_map_pins,
       pin_map_pads
  from kidepot.former_shown;
