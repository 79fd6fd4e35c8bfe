-- shape:
-- Null leaves a thing as it is, '' makes it null; no row when there is no value.
insert into kidepot.parameter as m (part_id, template_id, value, field_name, visible, served)
select $1::text::bigint, $2::text::bigint, given.value, nullif($4::text, ''),
       nullif($5::text, '')::boolean, nullif($6::text, '')::boolean
  from (select coalesce($3::text, (select o.value::text from kidepot.parameter o
                                    where o.part_id = $1::text::bigint
                                      and o.template_id = $2::text::bigint)) as value) given
 where given.value is not null
on conflict (part_id, template_id) do update
   set value = excluded.value,
       field_name = case when $4::text is null then m.field_name else excluded.field_name end,
       visible = case when $5::text is null then m.visible else excluded.visible end,
       served = case when $6::text is null then m.served else excluded.served end
