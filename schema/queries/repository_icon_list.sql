-- shape: ty
select p.identifier, i.content
  from kidepot.package p
  join kidepot.package_icon i on i.package_id = p.id
 where exists (select from kidepot.package_version v
                where v.package_id = p.id and v.withdrawn_at is null)
 order by p.identifier collate "C"
