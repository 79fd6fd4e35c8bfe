-- shape: ttttttTtttbbbTTBttTTTt
select id, name, symbol, reference, value, footprint, footprint_filters, datasheet, description,
       keywords, exclude_from_bom, exclude_from_board, exclude_from_sim,
       field_names, field_values, field_visible, listed_description, listed_keywords,
       pin_map_footprints, pin_map_pins, pin_map_pads, category_id::text
  from kicad.part
 where id::text = $1::text
   and ($2::text is null or own_category_id::text in (select unnest($2::text::text[])))
