-- shape:
update kidepot.parameter m
   set value = n.value, field_name = n.field_name, visible = n.visible, served = n.served
  from (select o.part_id, o.template_id,
               coalesce(r.value, o.value) as value,
               nullif(coalesce(r.field_name, o.field_name), '') as field_name,
               nullif(coalesce(r.visible, o.visible::text), '')::boolean as visible,
               nullif(coalesce(r.served, o.served::text), '')::boolean as served
          from csv_row r
          join kidepot.parameter o on o.part_id = r.part_id and o.template_id = r.template_id
         where r.found) n
 where n.part_id = m.part_id
   and n.template_id = m.template_id
   and (m.value, m.field_name, m.visible, m.served) is distinct from
       (n.value, n.field_name, n.visible, n.served)
