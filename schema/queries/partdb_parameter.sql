-- shape:
insert into csv_row (place, part, parameter, value)
select m.place, m.part, m.name, m.value
  from partdb_parameter m
 where m.part is not null and m.time = 1
   and not exists (select from kidepot.parameter_template o where o.name = m.name and not o.plain)
 order by m.number
