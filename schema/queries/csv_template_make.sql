-- shape:
insert into kidepot.parameter_template (name, unit, field_name, visible, served, si_prefix)
select r.name, nullif(r.unit, ''), nullif(r.field_name, ''),
       coalesce(nullif(r.visible, '')::boolean, false),
       coalesce(nullif(r.served, '')::boolean, true),
       coalesce(nullif(r.si_prefix, '')::boolean, false)
  from csv_row r
 where not r.found
 order by r.number
