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
select 'former-' || f.id::text,
       'former',
       kidepot.kicad_name(f.name),
       r.symbol,
       r.reference,
       case when p.value is null and r.value = p.name
                 and num_nonnulls(c.value_template, c.value_parameter_template_id) = 0
            then f.name::text else r.value end,
       r.footprint,
       r.footprint_filters,
       r.datasheet,
       case when p.description is null
            then left(r.description, -length(p.name)) || f.name
            else r.description end,
       r.keywords,
       r.exclude_from_bom,
       r.exclude_from_board,
       r.exclude_from_sim,
       r.field_names,
       r.field_values,
       r.field_visible,
       r.category_id::text,
       r.listed_description,
       r.listed_keywords,
       r.pin_map_footprints,
       r.pin_map_pins,
       r.pin_map_pads
  from kidepot.part_name f
  join kidepot.part_resolved r on r.part_id = f.part_id
  join kidepot.part p on p.id = f.part_id
  join kidepot.category_resolved c on c.category_id = p.bucket_id
  join kidepot.setting s on s.former_names is not null
 where f.retired_at is not null;
