-- shape: ittttittttt
-- Changes of a part and the movements of its stock, the newest first; those after the one
-- of that kind and id, if they are given.
with last as materialized (
    select c.at, 'part' as kind, c.id
      from kidepot.change c
     where $3::text = 'part'
       and c.id = $4::text::bigint
    union all
    select m.at, 'stock_movement', m.id
      from kidepot.stock_movement m
     where $3::text = 'stock_movement'
       and m.id = $4::text::bigint
)
select h.id, to_char(h.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, h.who, h.action,
       h.kind, h.row_id, h.name, h.field, h.old_value, h.new_value, h.note
  from ((select c.id, c.at, c.who, c.action, c.kind, c.row_id, c.name, c.field, c.old_value,
                c.new_value, null::text as note
           from kidepot.change c
          where c.kind = 'part'
            and c.row_id = $1::text::bigint
            and ($3::text is null
                 or exists (select from last l
                             where c.at < l.at
                                or (c.at = l.at and l.kind = 'part' and c.id < l.id)))
          order by c.at desc, c.id desc
          limit $2::text::bigint)
        union all
        (select m.id, m.at, m.who, 'moved', 'stock_movement', m.part_id, p.name::text,
                'stock at ' || l.name, null, trim_scale(m.quantity)::text, m.note::text
           from kidepot.stock_movement m
           join kidepot.location l on l.id = m.location_id
           join kidepot.part p on p.id = m.part_id
          where m.part_id = $1::text::bigint
            and ($3::text is null
                 or exists (select from last l
                             where m.at < l.at
                                or (m.at = l.at and (l.kind = 'part' or m.id < l.id))))
          order by m.at desc, m.id desc
          limit $2::text::bigint)) h
 order by h.at desc, h.kind, h.id desc
 limit $2::text::bigint
