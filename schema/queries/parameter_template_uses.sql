-- shape: ii
select (select count(*) from kidepot.parameter m where m.template_id = $1::text::bigint) as parts,
       (select count(*)
          from kidepot.category c
         where c.value_parameter_template_id = $1::text::bigint
            or c.footprint_parameter_template_id = $1::text::bigint
            or exists (select from kidepot.category_field f
                        where f.category_id = c.id
                          and f.template_id = $1::text::bigint)) as categories
