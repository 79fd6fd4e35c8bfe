-- shape:
insert into kidepot.category_field (category_id, template_id, field_name, visible, served)
select r.category_id, r.template_id, nullif(r.field_name, ''), nullif(r.visible, '')::boolean,
       nullif(r.served, '')::boolean
  from csv_row r
 where not r.found
