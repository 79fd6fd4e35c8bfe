-- shape: ttt
-- The revision; without a name those that were imported last, of which there is one unless
-- the time does not tell.
select r.id::text as id, p.name::text as project, r.name::text as revision
  from kidepot.project p
  join kidepot.revision r on r.project_id = p.id
 where p.name = $1::text
   and (r.name = $2::text
        or ($2::text is null
            and r.imported_at = (select max(o.imported_at) from kidepot.revision o
                                  where o.project_id = p.id)))
 order by r.name
