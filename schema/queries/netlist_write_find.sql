-- shape:
-- The schematic's words for the fields, and what becomes of each: equal ones are left
-- out, and so are footprints that the part has as alternates. A symbol of our own HTTP
-- library is the part itself and says nothing.
with offer as (
    select g.part_id, f.field, f.value, array_agg(c.ref order by c.number) as refs
      from netlist_component c
      join netlist_group g on g.says = c.says
     cross join lateral (values ('symbol', case when c.lib <> '' and g.says[1] <> $3::text
                                                then c.lib || ':' || c.part end),
                                ('footprint', c.footprint),
                                ('datasheet', c.datasheet)) f (field, value)
     where g.part_id is not null
       and f.field = any ($1::text::text[])
       and f.value not in ('', '~')
       and not exists (select from kidepot.alternate a
                        where f.field = 'footprint'
                          and a.part_id = g.part_id
                          and a.footprint::text = f.value)
     group by g.part_id, f.field, f.value
), compared as (
    select o.part_id, o.field, o.value, o.refs, h.own, coalesce(h.own, h.inherited) as shown,
           count(*) over (partition by o.part_id, o.field) as offers
      from offer o
      join kidepot.part p on p.id = o.part_id
      left join kidepot.part_resolved r on r.part_id = o.part_id
     cross join lateral (select case o.field when 'symbol' then p.symbol::text
                                             when 'footprint' then p.footprint::text
                                             else p.datasheet::text end as own,
                                case o.field when 'symbol' then r.symbol
                                             when 'footprint' then r.footprint end as inherited) h
)
insert into netlist_write (part_id, field, old_value, new_value, refs, outcome)
select part_id, field, shown, value, refs,
       case when offers > 1 then 'conflict'
            when not pg_temp.netlist_fits(field, value) then 'unfit'
            when $2::text = 'never' and shown is not null then 'kept'
            when $2::text = 'empty' and own is not null then 'kept'
            else 'written' end
  from compared
 where offers > 1
    or value is distinct from shown
