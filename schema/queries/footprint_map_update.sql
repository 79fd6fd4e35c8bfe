-- shape:
update kidepot.footprint_map
   set value = coalesce($2::text, value),
       footprint = coalesce($3::text, footprint)
 where id = $1::text::bigint
