-- shape: iT
-- References that mislead, in the order of enum netlist_odd_kind: how many, and the first.
with named as (
    select ref, min(number) as number, count(*) as components, right(ref, 1) = '?' as is_open
      from netlist_component
     group by ref
), unknown as (
    select n.ref, min(n.number) as number
      from netlist_node n
     where not exists (select from netlist_component c where c.ref = n.ref)
     group by n.ref
)
select k.count, k.examples
  from (select 0 as kind,
               (select coalesce(sum(components), 0)::bigint from named where is_open) as count,
               array(select left(ref, 40) from named where is_open order by number limit 5)
               as examples
         union all
        select 1, (select count(*) from named where components > 1 and not is_open),
               array(select left(ref, 40) from named where components > 1 and not is_open
                      order by number limit 5)
         union all
        select 2, (select count(*) from unknown),
               array(select left(ref, 40) from unknown order by number limit 5)) k
 order by k.kind
