-- shape: iitttttttttt
-- The newest first, or one alone.
select d.id, d.part_id, p.name::text as part, nullif(d.says[1], '') as library,
       nullif(d.says[2], '') as symbol, nullif(d.says[3], '') as value,
       nullif(d.says[4], '') as footprint, nullif(d.says[5], '') as says_id,
       nullif(d.says[6], '') as ipn, nullif(d.says[7], '') as mpn,
       to_char(d.decided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as decided_at, d.who
  from kidepot.decision d
  left join kidepot.part p on p.id = d.part_id
 where d.project_id = $1::text::bigint
   and ($2::text is null or d.id = $2::text::bigint)
   and ($3::text is null or d.id < $3::text::bigint)
 order by d.id desc
 limit $4::text::bigint
