-- shape:
-- Pins and pads are lines, the first with the first.
insert into kidepot.pin_map (part_id, footprint, pin, pad)
select $1::text::bigint, $2::text, m.pin, m.pad
  from unnest(string_to_array($3::text, E'\n'), string_to_array($4::text, E'\n')) m (pin, pad)
