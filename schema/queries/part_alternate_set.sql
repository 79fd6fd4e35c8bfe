-- shape:
-- The whole list, a line each; only rows that differ are touched.
with wanted as (
    select position, footprint
      from unnest(string_to_array($2::text, E'\n')) with ordinality u (footprint, position)
     where footprint <> ''
), gone as (
    delete from kidepot.alternate
     where part_id = $1::text::bigint
       and position not in (select w.position from wanted w)
)
insert into kidepot.alternate as a (part_id, position, footprint)
select $1::text::bigint, w.position, w.footprint
  from wanted w
on conflict (part_id, position) do update
   set footprint = excluded.footprint
 where a.footprint <> excluded.footprint
