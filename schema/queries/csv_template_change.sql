-- shape:
update kidepot.parameter_template t
   set unit = n.unit, field_name = n.field_name, visible = n.visible, served = n.served,
       si_prefix = n.si_prefix
  from (select o.id,
               nullif(coalesce(r.unit, o.unit), '') as unit,
               nullif(coalesce(r.field_name, o.field_name), '') as field_name,
               coalesce(nullif(coalesce(r.visible, o.visible::text), '')::boolean, false) as visible,
               coalesce(nullif(coalesce(r.served, o.served::text), '')::boolean, true) as served,
               coalesce(nullif(coalesce(r.si_prefix, o.si_prefix::text), '')::boolean, false)
                   as si_prefix
          from csv_row r
          join kidepot.parameter_template o on o.id = r.id) n
 where n.id = t.id
   and (t.unit, t.field_name, t.visible, t.served, t.si_prefix) is distinct from
       (n.unit, n.field_name, n.visible, n.served, n.si_prefix)
