-- shape:
-- After category_field_delete, in its transaction: that holds off other changes.
with wanted as (
    select case when $3::text is null then f.field_name else nullif($3::text, '') end as field_name,
           case when $4::text is null then f.visible else nullif($4::text, '')::boolean end as visible,
           case when $5::text is null then f.served else nullif($5::text, '')::boolean end as served
      from (values (true)) one (row)
      left join kidepot.category_field f
        on f.category_id = $1::text::bigint and f.template_id = $2::text::bigint
)
insert into kidepot.category_field as o (category_id, template_id, field_name, visible, served)
select $1::text::bigint, $2::text::bigint, w.field_name, w.visible, w.served
  from wanted w
 where num_nonnulls(w.field_name, w.visible, w.served) > 0
on conflict (category_id, template_id) do update
   set field_name = excluded.field_name, visible = excluded.visible, served = excluded.served
 where (o.field_name, o.visible, o.served) is distinct from
       (excluded.field_name, excluded.visible, excluded.served)
