-- shape: tiiiii
-- What was staged into the index, by one statement, for parts are resolved at its end. A
-- symbol has of what it extends what it does not say itself. Parameters: the source, the
-- version of the package, and "yes" when libraries that were not staged stay.
with recursive said as materialized (
    select distinct on (r.kind, r.stem, name)
           r.kind, r.stem, replace(r.name, '{slash}', '/') as name, r.extends, r.units,
           case when r.kind = 'symbol' and array_to_string(r.numbers, ' ') like '%[%'
                then kidepot.pin_numbers(r.numbers) else r.numbers end as numbers,
           r.filters
      from kicad_library_row r
     where r.name is not null
     order by r.kind, r.stem, name
), line as (
    select s.kind, s.stem, s.name, s.extends, s.extends as base, 1 as depth, s.units, s.numbers,
           s.filters
      from said s
    union all
    select l.kind, l.stem, l.name, l.extends, b.extends, l.depth + 1,
           greatest(l.units, b.units),
           case when cardinality(l.numbers) > 0 then l.numbers else b.numbers end,
           case when cardinality(l.filters) > 0 then l.filters else b.filters end
      from line l
      join said b on (b.kind, b.stem, b.name) = (l.kind, l.stem, l.base)
     where l.depth < 16
), item as materialized (
    select distinct on (l.kind, l.stem, l.name)
           l.kind, l.stem, l.name, l.extends, l.units, l.numbers, l.filters
      from line l
     order by l.kind, l.stem, l.name, l.depth desc
), library as materialized (
    select r.kind, r.stem, coalesce(i.items, 0) as items,
           case when r.is_read then coalesce(i.digest, md5('')) end as digest
      from (select x.kind, x.stem, bool_and(x.is_read) as is_read
              from kicad_library_row x
             where x.name is null
             group by x.kind, x.stem) r
      left join (select x.kind, x.stem, count(*) as items,
                        md5(string_agg(md5(x::text), '' order by x.name collate "C")) as digest
                   from item x
                  group by x.kind, x.stem) i using (kind, stem)
), was as materialized (
    select l.*
      from kidepot.kicad_library l
     where l.source = $1::text
       and l.source <> 'given'
       and l.package_version_id is not distinct from $2::text::bigint
), removed as (
    delete from kidepot.kicad_library l
     using was w
     where l.id = w.id
       and $3::text <> 'yes'
       and w.kind in (select n.kind from library n)
       and not exists (select from library n where (n.kind, n.stem) = (w.kind, w.stem))
    returning l.kind
), changed as (
    update kidepot.kicad_library l
       set digest = n.digest, indexed_at = now()
      from was w
      join library n using (kind, stem)
     where l.id = w.id
       and w.digest is distinct from n.digest
    returning l.id, l.kind, l.stem
), made as (
    insert into kidepot.kicad_library (kind, stem, source, package_version_id, digest)
    select n.kind, n.stem, $1::text, $2::text::bigint, n.digest
      from library n
     where not exists (select from was w where (w.kind, w.stem) = (n.kind, n.stem))
    returning id, kind, stem
), gone as (
    delete from kidepot.kicad_library_item o
     using changed c
     where o.library_id = c.id
       and not exists (select from item i
                        where (i.kind, i.stem, i.name) = (c.kind, c.stem, o.name))
), filled as (
    insert into kidepot.kicad_library_item as o
           (library_id, name, extends, units, numbers, filters)
    select l.id, i.name, i.extends, i.units, i.numbers, i.filters
      from (select m.id, m.kind, m.stem from made m
            union all
            select c.id, c.kind, c.stem from changed c) l
      join item i using (kind, stem)
    on conflict (library_id, name) do update
       set extends = excluded.extends, units = excluded.units, numbers = excluded.numbers,
           filters = excluded.filters
     where o is distinct from excluded
)
select n.kind, count(*) as libraries, sum(n.items)::bigint as items,
       (select count(*) from made m where m.kind = n.kind) as made,
       (select count(*) from changed c where c.kind = n.kind) as changed,
       (select count(*) from removed r where r.kind = n.kind) as removed
  from library n
 group by n.kind
 order by n.kind desc
