-- shape: ttttttttt
select r.path, c.description::text as description,
       case when c.exposed then 'yes' when not c.exposed then 'no' end as exposed,
       c.default_symbol::text as symbol, c.default_footprint::text as footprint,
       c.default_reference::text as reference, c.value_template::text as value_template,
       v.name::text as value_parameter, f.name::text as footprint_parameter
  from kidepot.category c
  join kidepot.category_resolved r on r.category_id = c.id
  left join kidepot.parameter_template v on v.id = c.value_parameter_template_id
  left join kidepot.parameter_template f on f.id = c.footprint_parameter_template_id
 order by string_to_array(r.path, '/') collate "C"
