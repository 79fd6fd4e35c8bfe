-- shape:
insert into kidepot.supplier_part (part_id, supplier_id, sku)
values ($1::text::bigint, $2::text::bigint, $3::text)
on conflict (part_id, supplier_id, sku) do nothing
