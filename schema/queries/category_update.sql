-- shape:
-- Null leaves a column as it is, an empty text makes it null. The columns are read
-- from the row itself, so that of two changes at once neither undoes the other.
update kidepot.category
   set name = coalesce($2::text, name),
       parent_id = case when $3::text is null then parent_id else nullif($3::text, '')::bigint end,
       description = case when $4::text is null then description else nullif($4::text, '') end,
       exposed = case when $5::text is null then exposed else nullif($5::text, '')::boolean end,
       default_symbol = case when $6::text is null then default_symbol else nullif($6::text, '') end,
       default_footprint =
           case when $7::text is null then default_footprint else nullif($7::text, '') end,
       default_reference =
           case when $8::text is null then default_reference else nullif($8::text, '') end,
       value_template =
           case when $9::text is null then value_template else nullif($9::text, '') end,
       value_parameter_template_id =
           case when $10::text is null then value_parameter_template_id
                else nullif($10::text, '')::bigint end,
       footprint_parameter_template_id =
           case when $11::text is null then footprint_parameter_template_id
                else nullif($11::text, '')::bigint end
 where id = $1::text::bigint
   and (name <> $2::text
        or coalesce(parent_id::text, '') <> $3::text
        or coalesce(description, '') <> $4::text
        or exposed is distinct from nullif($5::text, '')::boolean and $5::text is not null
        or coalesce(default_symbol, '') <> $6::text
        or coalesce(default_footprint, '') <> $7::text
        or coalesce(default_reference, '') <> $8::text
        or coalesce(value_template, '') <> $9::text
        or coalesce(value_parameter_template_id::text, '') <> $10::text
        or coalesce(footprint_parameter_template_id::text, '') <> $11::text)
