-- shape: tttttt
select t.name::text as name, t.unit::text as unit, t.field_name::text as field_name,
       case when t.visible then 'yes' else 'no' end as visible,
       case when t.served then 'yes' else 'no' end as served,
       case when t.si_prefix then 'yes' else 'no' end as si_prefix
  from kidepot.parameter_template t
 order by t.name collate "C"
