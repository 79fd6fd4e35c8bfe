-- shape: ittttbb
-- What a part says of one parameter, or of all it has when none is given.
select t.id, t.name::text as name, m.value::text as value, t.unit::text as unit,
       m.field_name::text as field_name, m.visible, m.served
  from kidepot.parameter m
  join kidepot.parameter_template t on t.id = m.template_id
 where m.part_id = $1::text::bigint
   and ($2::text is null or t.id = $2::text::bigint)
 order by t.name collate "C"
