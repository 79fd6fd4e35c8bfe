-- shape:
insert into kidepot.parameter as m (part_id, template_id, value)
values ($1::text::bigint, $2::text::bigint, $3::text)
on conflict (part_id, template_id) do update
   set value = excluded.value
 where m.value <> excluded.value
