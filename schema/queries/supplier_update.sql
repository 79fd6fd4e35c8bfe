-- shape:
-- Null leaves the field's name as it is, '' makes it null.
update kidepot.supplier
   set field_name = case when $2::text is null then field_name else nullif($2::text, '') end
 where name = $1::text
