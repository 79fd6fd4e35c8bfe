-- shape: tttbtiitttttttttttttttt
-- One, or all when none is given: each default as the category says it, then as it
-- holds after inheritance; then what else there is of it.
select c.id::text as id, r.path, c.description::text as description, r.exposed,
       case when c.exposed then 'yes' when not c.exposed then 'no' end as own_exposed,
       (select count(*) from kidepot.part p where p.category_id = c.id) as parts,
       (select count(*) from kidepot.category s where s.parent_id = c.id) as categories,
       c.default_symbol::text as own_symbol,
       c.default_footprint::text as own_footprint,
       c.default_reference::text as own_reference,
       c.value_template::text as own_value_template,
       ov.name::text as own_value_parameter,
       fo.name::text as own_footprint_parameter,
       r.symbol::text as symbol,
       r.footprint::text as footprint,
       r.reference::text as reference,
       r.value_template::text as value_template,
       v.name::text as value_parameter,
       f.name::text as footprint_parameter,
       c.name::text as name,
       c.parent_id::text as parent_id,
       c.value_parameter_template_id::text as own_value_parameter_id,
       c.footprint_parameter_template_id::text as own_footprint_parameter_id
  from kidepot.category c
  join kidepot.category_resolved r on r.category_id = c.id
  left join kidepot.parameter_template ov on ov.id = c.value_parameter_template_id
  left join kidepot.parameter_template fo on fo.id = c.footprint_parameter_template_id
  left join kidepot.parameter_template v on v.id = r.value_parameter_template_id
  left join kidepot.parameter_template f on f.id = r.footprint_parameter_template_id
 where $1::text is null
    or c.id = $1::text::bigint
 order by string_to_array(r.path, '/') collate "C"
