-- shape: ttttiti
select name, url, packages, packages_sha256, packages_at, resources_sha256, resources_at
  from kidepot.repository
 where superseded_at is null
 order by id desc
 limit 1
