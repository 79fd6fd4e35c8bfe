-- shape: iT
-- References that mislead, of each kind of enum netlist_odd_kind: how many, and the first.
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
select coalesce(sum(components), 0)::bigint as count,
       (array_agg(left(ref, 40) order by number))[:5] as examples
  from named
 where is_open
 union all
select count(*), (array_agg(left(ref, 40) order by number))[:5]
  from named
 where components > 1 and not is_open
 union all
select count(*), (array_agg(left(ref, 40) order by number))[:5]
  from unknown
