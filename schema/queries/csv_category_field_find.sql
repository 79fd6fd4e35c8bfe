-- shape:
update csv_row r
   set key = array[s.category, s.parameter]::text, category_id = c.category_id,
       template_id = t.id, found = o.category_id is not null
  from csv_row s
  left join kidepot.category_resolved c on c.path = s.category and c.category_id <> 0
  left join kidepot.parameter_template t on t.name = s.parameter
  left join kidepot.category_field o
    on o.category_id = c.category_id and o.template_id = t.id
 where s.number = r.number
