-- shape:
insert into kidepot.libpart
       (revision_id, number, lib, part, aliases, description, docs, footprints, field_names, field_values,
        pin_numbers, pin_names, pin_types)
select $1::text::bigint, number, lib, part, aliases, description, docs, footprints, field_names, field_values,
        pin_numbers, pin_names, pin_types
  from netlist_libpart
