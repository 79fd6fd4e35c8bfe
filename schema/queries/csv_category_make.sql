-- shape:
-- The rows of one level; the levels above are there.
insert into kidepot.category
    (parent_id, name, description, exposed, default_symbol, default_footprint, default_reference,
     value_template, value_parameter_template_id, footprint_parameter_template_id)
select u.category_id, w.names[$1::text::integer], nullif(r.description, ''),
       nullif(r.exposed, '')::boolean, nullif(r.symbol, ''), nullif(r.footprint, ''),
       nullif(r.reference, ''), nullif(r.value_template, ''), v.id, f.id
  from csv_row r
 cross join lateral (select string_to_array(r.path, '/') as names) w
  left join kidepot.category_resolved u
    on u.category_id <> 0
   and u.path = array_to_string(w.names[:$1::text::integer - 1], '/')
  left join kidepot.parameter_template v on v.name = r.value_parameter
  left join kidepot.parameter_template f on f.name = r.footprint_parameter
 where not r.found
   and cardinality(w.names) = $1::text::integer
 order by r.number
