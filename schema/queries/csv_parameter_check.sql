-- shape:
insert into csv_fault
select r.number, 'parameter', r.parameter, 'parameter_is_not_of_a_column_of_part'
  from csv_row r
  join kidepot.parameter_template t on t.id = r.template_id
 where not t.plain
    on conflict do nothing
