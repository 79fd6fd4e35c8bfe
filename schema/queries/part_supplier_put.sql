-- shape:
-- Null leaves the URL as it is, '' makes it null.
insert into kidepot.supplier_part as s (part_id, supplier_id, sku, url)
values ($1::text::bigint, $2::text::bigint, $3::text, nullif($4::text, ''))
on conflict (part_id, supplier_id, sku) do update
   set url = excluded.url
 where $4::text is not null
   and s.url is distinct from excluded.url
