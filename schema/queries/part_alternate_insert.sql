-- shape:
insert into kidepot.alternate (part_id, position, footprint)
values ($1::text::bigint, $2::text::integer, $3::text)
