-- shape:
update kidepot.part
   set footprint = $2::text
 where id = $1::text::bigint
   and footprint is distinct from $2::text
