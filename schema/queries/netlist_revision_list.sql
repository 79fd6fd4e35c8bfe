-- shape: ittitttttiiii
-- The columns are those of netlist_revision_get.sql; the newest first.
select r.id, p.name::text as project, r.name::text as revision, r.kicad::bigint as kicad, r.tool,
       r.source, r.date, r.export_version,
       to_char(r.imported_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as imported_at,
       (select count(*) from kidepot.sheet s where s.revision_id = r.id) as sheets,
       (select count(*) from kidepot.component c where c.revision_id = r.id) as components,
       (select count(*) from kidepot.component c
         where c.revision_id = r.id and c.part_id is not null) as matched,
       (select count(*) from kidepot.net n where n.revision_id = r.id) as nets
  from kidepot.revision r
  join kidepot.project p on p.id = r.project_id
 where ($1::text is null or p.name = $1::text)
   and ($2::text is null or r.id < $2::text::bigint)
 order by r.id desc
 limit $3::text::bigint
