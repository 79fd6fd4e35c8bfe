-- shape: tt
-- A count that finds what was known moves nothing.
insert into kidepot.stock_movement (part_id, location_id, quantity, note)
select $1::text::bigint, $2::text::bigint, m.quantity, nullif($5::text, '')
  from (select case $3::text
                 when 'in' then $4::text::numeric
                 when 'out' then -$4::text::numeric
                 else $4::text::numeric
                      - coalesce((select s.quantity
                                    from kidepot.stock s
                                   where s.part_id = $1::text::bigint
                                     and s.location_id = $2::text::bigint), 0)
               end as quantity) m
 where $3::text <> 'count'
    or m.quantity <> 0
returning id::text, trim_scale(quantity)::text as quantity
