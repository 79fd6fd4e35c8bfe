-- shape: itiit
-- The one of that id, or all.
select p.id, p.name::text as name, r.revisions,
       (select count(*) from kidepot.decision d where d.project_id = p.id) as decisions,
       to_char(r.imported_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as imported_at
  from kidepot.project p
 cross join lateral (select count(*) as revisions, max(o.imported_at) as imported_at
                       from kidepot.revision o
                      where o.project_id = p.id) r
 where $1::text is null
    or p.id = $1::text::bigint
 order by p.name
