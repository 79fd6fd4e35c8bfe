-- shape: tttttii
-- All that is offered, the newest version of each package first.
select p.id::text as package_id, p.metadata as package, v.metadata as entry, v.status,
       v.archive_sha256, v.download_size, v.install_size
  from kidepot.package p
  join kidepot.package_version v on v.package_id = p.id
 where v.withdrawn_at is null
 order by p.identifier collate "C", v.version_epoch desc, kidepot.version_order(v.version) desc
