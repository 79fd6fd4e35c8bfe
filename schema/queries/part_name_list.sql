-- shape: ittt
-- The newest first, or the one of that id. retired_at is null of the one it has.
select id, name::text as name,
       to_char(given_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as given_at,
       to_char(retired_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as retired_at
  from kidepot.part_name
 where part_id = $1::text::bigint
   and ($2::text is null or id = $2::text::bigint)
 order by kidepot.part_name.retired_at desc nulls first, kidepot.part_name.id desc
