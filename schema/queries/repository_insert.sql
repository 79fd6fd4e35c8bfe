-- shape: ii
-- A time that is different from each before: KiCad reads again what has another one.
with last as (
    update kidepot.repository
       set superseded_at = now()
     where superseded_at is null
    returning packages_sha256, packages_at, resources_sha256, resources_at
)
insert into kidepot.repository
       (name, url, packages, packages_sha256, packages_at, resources_sha256, resources_at)
select $1::text, $2::text, $3::text, $4::text,
       coalesce((select case when l.packages_sha256 = $4::text then l.packages_at
                             else greatest(l.packages_at + 1, t.at) end from last l), t.at),
       nullif($5::text, ''),
       case when $5::text <> '' then
           coalesce((select case when l.resources_sha256 = $5::text then l.resources_at
                                 else greatest(l.resources_at + 1, t.at) end from last l), t.at)
       end
  from (select extract(epoch from clock_timestamp())::bigint as at) t
returning packages_at, resources_at
