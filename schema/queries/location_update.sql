-- shape:
-- Null leaves a column as it is; '' makes the description null.
update kidepot.location
   set name = coalesce($2::text, name),
       description = case when $3::text is null then description else nullif($3::text, '') end
 where id = $1::text::bigint
