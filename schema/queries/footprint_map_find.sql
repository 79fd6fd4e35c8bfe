-- shape: tt
select id::text as id, footprint::text as footprint
  from kidepot.footprint_map
 where value = $1::text
   and category_id is not distinct from $2::text::bigint
