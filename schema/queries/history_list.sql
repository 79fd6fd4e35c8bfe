-- shape: ittttittttt
-- The newest first: of one kind or all, before a change or from the last on.
select c.id, to_char(c.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, c.who, c.action,
       c.kind, c.row_id, c.name, c.field, c.old_value, c.new_value, null::text as note
  from kidepot.change c
 where ($1::text is null or c.kind = $1::text)
   and ($2::text is null or c.id < $2::text::bigint)
 order by c.id desc
 limit $3::text::bigint
