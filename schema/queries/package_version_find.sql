-- shape: ttttbb
select v.id::text as id, v.version, v.archive_sha256, v.status,
       v.withdrawn_at is not null as withdrawn, v.archive_removed_at is not null as removed
  from kidepot.package_version v
  join kidepot.package p on p.id = v.package_id
 where lower(p.identifier) = lower($1::text)
   and v.version = $2::text
