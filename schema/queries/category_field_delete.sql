-- shape:
-- The row, when nothing would be left of it: null leaves a column, '' makes it null.
delete from kidepot.category_field
 where category_id = $1::text::bigint
   and template_id = $2::text::bigint
   and num_nonnulls(case when $3::text is null then field_name else nullif($3::text, '') end,
                    case when $4::text is null then visible else nullif($4::text, '')::boolean end,
                    case when $5::text is null then served else nullif($5::text, '')::boolean end) = 0
