-- shape:
-- Null leaves a column as it is, '' makes it null.
update kidepot.part
   set category_id = case when $2::text is null then category_id
                          else nullif($2::text, '')::bigint end,
       ipn = case when $3::text is null then ipn else nullif($3::text, '') end,
       description = case when $4::text is null then description else nullif($4::text, '') end,
       keywords = case when $5::text is null then keywords else nullif($5::text, '') end,
       manufacturer = case when $6::text is null then manufacturer else nullif($6::text, '') end,
       mpn = case when $7::text is null then mpn else nullif($7::text, '') end,
       datasheet = case when $8::text is null then datasheet else nullif($8::text, '') end,
       symbol = case when $9::text is null then symbol else nullif($9::text, '') end,
       footprint = case when $10::text is null then footprint else nullif($10::text, '') end,
       reference = case when $11::text is null then reference else nullif($11::text, '') end,
       value = case when $12::text is null then value else nullif($12::text, '') end,
       exclude_from_bom = coalesce($13::text::boolean, exclude_from_bom),
       exclude_from_board = coalesce($14::text::boolean, exclude_from_board),
       exclude_from_sim = coalesce($15::text::boolean, exclude_from_sim),
       active = coalesce($16::text::boolean, active),
       template = coalesce($17::text::boolean, template),
       not_for_new_designs = coalesce($18::text::boolean, not_for_new_designs)
 where id = $1::text::bigint
