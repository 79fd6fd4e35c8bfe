-- shape:
-- Hexadecimal; without one there is none any more.
with gone as (
    delete from kidepot.package_icon where package_id = $1::text::bigint and $2::text is null
)
insert into kidepot.package_icon as i (package_id, content)
select $1::text::bigint, decode($2::text, 'hex')
 where $2::text is not null
on conflict (package_id) do update set content = excluded.content
 where i.content <> excluded.content
