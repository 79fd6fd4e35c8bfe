-- shape: t
-- Nothing is inserted when the value has a footprint there.
insert into kidepot.footprint_map (value, footprint, category_id)
values ($1::text, $2::text, $3::text::bigint)
on conflict (value, category_id) do nothing
returning id::text
