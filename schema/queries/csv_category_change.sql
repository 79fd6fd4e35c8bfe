-- shape:
update kidepot.category c
   set description = n.description, exposed = n.exposed, default_symbol = n.symbol,
       default_footprint = n.footprint, default_reference = n.reference,
       value_template = n.value_template, value_parameter_template_id = n.value_parameter_id,
       footprint_parameter_template_id = n.footprint_parameter_id
  from (select o.id,
               nullif(coalesce(r.description, o.description), '') as description,
               nullif(coalesce(r.exposed, o.exposed::text), '')::boolean as exposed,
               nullif(coalesce(r.symbol, o.default_symbol), '') as symbol,
               nullif(coalesce(r.footprint, o.default_footprint), '') as footprint,
               nullif(coalesce(r.reference, o.default_reference), '') as reference,
               nullif(coalesce(r.value_template, o.value_template), '') as value_template,
               case when r.value_parameter is null then o.value_parameter_template_id else v.id end
                   as value_parameter_id,
               case when r.footprint_parameter is null then o.footprint_parameter_template_id
                    else f.id end as footprint_parameter_id
          from csv_row r
          join kidepot.category o on o.id = r.id
          left join kidepot.parameter_template v on v.name = r.value_parameter
          left join kidepot.parameter_template f on f.name = r.footprint_parameter
         where r.found) n
 where n.id = c.id
   and (c.description, c.exposed, c.default_symbol, c.default_footprint, c.default_reference,
        c.value_template, c.value_parameter_template_id, c.footprint_parameter_template_id)
       is distinct from
       (n.description, n.exposed, n.symbol, n.footprint, n.reference,
        n.value_template, n.value_parameter_id, n.footprint_parameter_id)
