-- shape: tttttt
select p.name::text as part, t.name::text as parameter, m.value::text as value,
       m.field_name::text as field_name,
       case when m.visible then 'yes' when not m.visible then 'no' end as visible,
       case when m.served then 'yes' when not m.served then 'no' end as served
  from kidepot.parameter m
  join kidepot.part p on p.id = m.part_id
  join kidepot.parameter_template t on t.id = m.template_id
 order by p.id, t.name collate "C"
