-- shape: ttTttTTTTTT
select lib, part, aliases, description, docs, footprints, field_names, field_values,
       pin_numbers, pin_names, pin_types
  from kidepot.libpart
 where revision_id = $1::text::bigint
 order by number
