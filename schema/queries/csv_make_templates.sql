-- shape:
insert into kidepot.parameter_template (name)
select n.name
  from csv_row r
 cross join lateral (values (r.parameter), (r.value_parameter), (r.footprint_parameter)) n (name)
 where n.name <> ''
   and not exists (select from kidepot.parameter_template t where t.name = n.name)
 group by n.name
 order by n.name collate "C"
