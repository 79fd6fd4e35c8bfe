-- shape:
-- Names of parameters and suppliers, which are given values by "NAME=VALUE".
insert into csv_fault
select r.number, 'name', r.name, 'name_has_no_equals_sign'
  from csv_row r
 where not r.found and r.name ~ '='
    on conflict do nothing
