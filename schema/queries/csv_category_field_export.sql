-- shape: ttttt
select c.path as category, t.name::text as parameter, f.field_name::text as field_name,
       case when f.visible then 'yes' when not f.visible then 'no' end as visible,
       case when f.served then 'yes' when not f.served then 'no' end as served
  from kidepot.category_field f
  join kidepot.category_resolved c on c.category_id = f.category_id
  join kidepot.parameter_template t on t.id = f.template_id
 order by c.path collate "C", t.name collate "C"
