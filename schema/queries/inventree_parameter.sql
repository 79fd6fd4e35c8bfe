-- shape:
-- A part that names the fields to be drawn says it of all its parameters.
insert into csv_row (place, part, parameter, value, visible)
select v.place, v.part, v.name, v.value,
       case when l.names is not null
            then case when lower(v.name) = any (l.names) then 'yes' else 'no' end end
  from inventree_parameter v
  left join (
       select w.part_id, array_agg(lower(btrim(n.name))) as names
         from inventree_parameter w
         join inventree_role o on o.role = 'visible_parameter' and o.name = w.name
        cross join lateral string_to_table(w.value, ',') n (name)
        group by w.part_id) l on l.part_id = v.part_id
 where v.part is not null and v.name is not null and v.value is not null
   and not exists (select from inventree_column c where c.name = v.name)
   and not exists (select from kidepot.parameter_template o where o.name = v.name and not o.plain)
 order by v.number
