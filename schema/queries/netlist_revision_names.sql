-- shape: t
-- The last imports first.
select r.name::text as name
  from kidepot.revision r
  join kidepot.project p on p.id = r.project_id
 where p.name = $1::text
 order by r.imported_at desc, r.name
 limit 9
