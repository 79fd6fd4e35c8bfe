-- shape:
-- Null leaves a column as it is, '' makes it null.
update kidepot.parameter_template
   set name = coalesce($2::text, name),
       unit = case when $3::text is null then unit else nullif($3::text, '') end,
       field_name = case when $4::text is null then field_name else nullif($4::text, '') end,
       visible = coalesce($5::text::boolean, visible),
       served = coalesce($6::text::boolean, served),
       si_prefix = coalesce($7::text::boolean, si_prefix)
 where id = $1::text::bigint
