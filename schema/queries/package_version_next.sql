-- shape: tt
-- The newest version of that epoch, and one that is newer: of this moment, or, when the
-- clock was set back, the number after it.
with last as (
    select v.version, kidepot.version_order(v.version) as o
      from kidepot.package_version v
      join kidepot.package p on p.id = v.package_id
     where lower(p.identifier) = lower($1::text)
       and v.version_epoch = $2::text::bigint
     order by 2 desc
     limit 1
), moment as (
    select to_char(clock_timestamp() at time zone 'UTC', 'YYYY.MMDD.HH24MISS') as version
)
select l.version as last,
       case when l.o is null or kidepot.version_order(m.version) > l.o then m.version
            when l.o[3] < 999999 then concat_ws('.', l.o[1], l.o[2], l.o[3] + 1)
            when l.o[2] < 9999 then concat_ws('.', l.o[1], l.o[2] + 1, 0)
            else concat_ws('.', l.o[1] + 1, 0, 0)
       end as next
  from moment m
  left join last l on true
