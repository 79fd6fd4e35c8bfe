-- shape:
-- Null leaves a column as it is; '' makes the field's name null.
update kidepot.supplier
   set name = coalesce($2::text, name),
       field_name = case when $3::text is null then field_name else nullif($3::text, '') end
 where id = $1::text::bigint
