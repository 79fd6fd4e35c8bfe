-- shape: tttttiitttt
-- Of a package, or the one of that id.
select v.id::text as id, v.version, v.status, v.kicad_version, v.kicad_version_max,
       v.download_size, v.install_size, v.archive_sha256,
       to_char(v.published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as published,
       to_char(v.withdrawn_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as withdrawn,
       to_char(v.archive_removed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as archive_removed
  from kidepot.package_version v
 where ($1::text is null or v.package_id = $1::text::bigint)
   and ($2::text is null or v.id = $2::text::bigint)
 order by v.version_epoch desc, kidepot.version_order(v.version) desc
