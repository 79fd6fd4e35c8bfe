-- shape:
insert into kidepot.parameter (part_id, template_id, value, field_name, visible, served)
select r.part_id, r.template_id, r.value, nullif(r.field_name, ''), nullif(r.visible, '')::boolean,
       nullif(r.served, '')::boolean
  from csv_row r
 where not r.found
