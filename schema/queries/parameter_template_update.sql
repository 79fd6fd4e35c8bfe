-- shape:
-- Null leaves a column as it is, '' makes it null.
update kidepot.parameter_template
   set unit = case when $2::text is null then unit else nullif($2::text, '') end,
       field_name = case when $3::text is null then field_name else nullif($3::text, '') end,
       visible = coalesce($4::text::boolean, visible),
       served = coalesce($5::text::boolean, served),
       si_prefix = coalesce($6::text::boolean, si_prefix)
 where name = $1::text
