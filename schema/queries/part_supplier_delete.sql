-- shape:
delete from kidepot.supplier_part
 where part_id = $1::text::bigint
   and supplier_id = $2::text::bigint
