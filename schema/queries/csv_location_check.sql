-- shape:
insert into csv_fault
select r.number, 'name', r.name, 'location_name_has_no_outer_blanks'
  from csv_row r
 where not r.found and r.name <> btrim(r.name)
    on conflict do nothing
