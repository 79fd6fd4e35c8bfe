-- shape: t
insert into kidepot.part
    (name, category_id, ipn, description, keywords, manufacturer, mpn, datasheet, symbol, footprint,
     reference, value, exclude_from_bom, exclude_from_board, exclude_from_sim, active, template,
     not_for_new_designs)
values ($1::text, nullif($2::text, '')::bigint, nullif($3::text, ''), nullif($4::text, ''),
        nullif($5::text, ''), nullif($6::text, ''), nullif($7::text, ''), nullif($8::text, ''),
        nullif($9::text, ''), nullif($10::text, ''), nullif($11::text, ''), nullif($12::text, ''),
        coalesce($13::text::boolean, false), coalesce($14::text::boolean, false),
        coalesce($15::text::boolean, false), coalesce($16::text::boolean, true),
        coalesce($17::text::boolean, false), coalesce($18::text::boolean, false))
returning id::text
