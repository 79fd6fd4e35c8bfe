-- shape:
-- The schematic's words for the fields, and what becomes of each: equal ones are left
-- out, and so are footprints that the part has as alternates. A symbol of our own HTTP
-- library is the part itself and says nothing. Names of libraries that KiCad installed
-- lose their prefix, values of parameters their unit, and descriptions what KiCad is given
-- around them.
with said as (
    select g.part_id, f.field, f.unit, f.si_prefix, c.ref, c.number,
           case f.field
               when 'description' then pg_temp.netlist_description_own(f.value, g.part_id)
               else pg_temp.netlist_value_stored(kidepot.library_id_plain(f.field, f.value),
                                                 f.unit, f.si_prefix) end as value
      from netlist_component c
      join netlist_group g on g.says = c.says
     cross join lateral (
           select v.field, v.value, null as unit, false as si_prefix
             from (values ('symbol', case when c.lib <> '' and g.says[1] <> $3::text
                                          then c.lib || ':' || c.part end),
                          ('footprint', c.footprint),
                          ('datasheet', c.datasheet)) v (field, value)
            where v.field = any ($1::text::text[])
            union all
           (select distinct on (s.target) s.target, u.value, s.unit, s.si_prefix
              from netlist_write_source s
              join (select pg_temp.netlist_fold(n.name) as name, n.value, n.position
                      from unnest(c.field_names, c.field_values)
                               with ordinality n (name, value, position)
                     union all
                    values ('value', c.value, 0)) u on u.name = s.name
             where u.value not in ('', '~')
             order by s.target, s.number, u.position)) f
     where g.part_id is not null
       and f.value not in ('', '~')
), offer as (
    select o.part_id, o.field, o.unit, o.si_prefix, m.meant,
           (array_agg(o.value order by o.number))[1] as value,
           array_agg(o.ref order by o.number) as refs
      from said o
     cross join lateral (select pg_temp.netlist_value_meant(o.value, o.unit, o.si_prefix)
                                as meant) m
     where not exists (select from kidepot.alternate a
                        where o.field = 'footprint'
                          and a.part_id = o.part_id
                          and a.footprint::text = o.value)
       and o.value is not null
     group by o.part_id, o.field, o.unit, o.si_prefix, m.meant
), compared as (
    select o.part_id, o.field, o.unit, o.si_prefix, o.meant, o.value, o.refs, h.own,
           coalesce(h.own, h.inherited) as shown,
           count(*) over (partition by o.part_id, o.field) as offers,
           count(*) over (partition by o.field, o.value) as parts
      from offer o
      join kidepot.part p on p.id = o.part_id
      left join kidepot.part_reference r on r.part_id = o.part_id and r.role = o.field
     cross join lateral (select case o.field when 'symbol'
                                             then kidepot.library_id_plain('symbol', p.symbol)
                                             when 'footprint'
                                             then kidepot.library_id_plain('footprint', p.footprint)
                                             when 'datasheet' then p.datasheet::text
                                             when 'ipn' then p.ipn::text
                                             when 'manufacturer' then p.manufacturer::text
                                             when 'mpn' then p.mpn::text
                                             when 'description' then p.description::text
                                             else (select m.value::text
                                                     from kidepot.parameter m
                                                     join kidepot.parameter_template t
                                                       on t.id = m.template_id
                                                    where m.part_id = p.id
                                                      and o.field = 'parameter ' || t.name)
                                end as own,
                                kidepot.library_id_plain(o.field, r.library_id) as inherited) h
)
insert into netlist_write (part_id, field, old_value, new_value, refs, outcome)
select c.part_id, field, shown, c.value, refs,
       case when offers > 1 then 'conflict'
            when not pg_temp.netlist_fits(field, c.value) then 'unfit'
            when $2::text = 'never' and shown is not null then 'kept'
            when $2::text = 'empty' and own is not null then 'kept'
            when field = 'ipn'
                 and (parts > 1 or exists (select from kidepot.part q
                                            where q.ipn::text = c.value and q.id <> c.part_id))
                then 'taken'
            else 'written' end
  from compared c
 where offers > 1
    or c.meant is distinct from pg_temp.netlist_value_meant(shown, unit, si_prefix)
