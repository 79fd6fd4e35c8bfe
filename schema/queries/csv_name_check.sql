-- shape:
-- Names of parameters and suppliers, which are given values by "NAME=VALUE".
insert into csv_fault
select r.number, 'name', r.name,
       case when r.name ~ '=' then 'name_has_no_equals_sign' else 'name_has_no_outer_blanks' end
  from csv_row r
 where not r.found and (r.name ~ '=' or r.name <> btrim(r.name))
    on conflict do nothing
