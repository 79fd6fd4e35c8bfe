-- shape: ttttiti
-- The current one, or the one whose packages have that SHA-256.
select name, url, packages, packages_sha256, packages_at, resources_sha256, resources_at
  from kicad.repository
 where case when $1::text is null then current else packages_sha256 = $1::text end
 order by current desc, packages_at desc
 limit 1
