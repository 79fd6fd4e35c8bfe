-- shape:
insert into csv_row (place, name)
select distinct on (m.name) m.place, m.name
  from partdb_parameter m
 where not exists (select from kidepot.parameter_template o where o.name = m.name and not o.plain)
 order by m.name, m.number
