-- shape: ttttttTtttbbbTTBttTTT
-- What KiCad gets, page by page, with the columns of part_list.sql; the parameter is the
-- last id of the page before.
select id, name, symbol, reference, value, footprint, footprint_filters, datasheet, description,
       keywords, exclude_from_bom, exclude_from_board, exclude_from_sim,
       field_names, field_values, field_visible, listed_description, listed_keywords,
       pin_map_footprints, pin_map_pins, pin_map_pads
  from kicad.part
 where id > $1::text
 order by id
 limit 5000
