-- shape:
update kidepot.revision
   set export_version = $2::text, kicad = $3::text::integer, tool = $4::text,
       source = $5::text, date = $6::text, digest = $7::text, imported_at = now()
 where id = $1::text::bigint
