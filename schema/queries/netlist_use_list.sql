-- shape: itttiiiTTT
-- The revisions that have the part, the newest first: all, or of each project the one that was
-- imported last.
select r.id, p.name::text as project, r.name::text as revision,
       to_char(r.imported_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as imported_at,
       u.fitted, u.dnp, u.excluded, u.fitted_references, u.dnp_references, u.excluded_references
  from kidepot.revision r
  join kidepot.project p on p.id = r.project_id
  join (select c.revision_id,
               count(*) filter (where not c.exclude_from_bom and not c.dnp) as fitted,
               count(*) filter (where not c.exclude_from_bom and c.dnp) as dnp,
               count(*) filter (where c.exclude_from_bom) as excluded,
               coalesce(array_agg(c.ref order by c.number)
                            filter (where not c.exclude_from_bom and not c.dnp), '{}')
                   as fitted_references,
               coalesce(array_agg(c.ref order by c.number)
                            filter (where not c.exclude_from_bom and c.dnp), '{}')
                   as dnp_references,
               coalesce(array_agg(c.ref order by c.number) filter (where c.exclude_from_bom), '{}')
                   as excluded_references
          from kidepot.component c
         where c.part_id = $1::text::bigint
         group by c.revision_id) u on u.revision_id = r.id
 where ($2::text = 'yes'
        or not exists (select from kidepot.revision o
                        where o.project_id = r.project_id
                          and (o.imported_at, o.id) > (r.imported_at, r.id)))
   and ($3::text is null or r.id < $3::text::bigint)
 order by r.id desc
 limit $4::text::bigint
