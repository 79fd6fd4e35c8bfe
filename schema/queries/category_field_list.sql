-- shape: tttttttt
-- What holds for each parameter that the category or one above it says something of,
-- first as the category says it itself.
select t.name::text as parameter,
       own.field_name::text as own_name,
       case when own.visible then 'yes' when not own.visible then 'no' end as own_visible,
       case when own.served then 'yes' when not own.served then 'no' end as own_served,
       r.field_name::text as name,
       case when r.visible then 'yes' when not r.visible then 'no' end as visible,
       case when r.served then 'yes' when not r.served then 'no' end as served,
       t.id::text as parameter_id
  from kidepot.category_field_resolved r
  join kidepot.parameter_template t on t.id = r.template_id
  left join kidepot.category_field own
    on own.category_id = r.category_id and own.template_id = r.template_id
 where r.category_id = $1::text::bigint
 order by t.name collate "C"
