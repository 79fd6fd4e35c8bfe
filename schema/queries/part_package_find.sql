-- shape: tt
-- What "map" makes of a package's name in the part's category, and the parameter
-- that keeps it there.
select (select m.footprint::text
          from kidepot.footprint_map m
         where m.value = $2::text
           and (m.category_id is null or m.category_id = any (r.ancestors))
         order by array_position(r.ancestors, m.category_id) nulls last
         limit 1) as footprint,
       r.footprint_parameter_template_id::text as template_id
  from kidepot.part p
  join kidepot.category_resolved r on r.category_id = p.bucket_id
 where p.id = $1::text::bigint
