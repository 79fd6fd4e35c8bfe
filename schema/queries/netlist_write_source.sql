-- shape: t
-- A field of the schematic, and what of parts it is written to: a column or a parameter, said by
-- name, or by the field in which KiCad is given it; no row: there is no such thing.
insert into netlist_write_source (name, target, unit, si_prefix)
select pg_temp.netlist_fold($1::text), t.target, t.unit, t.si_prefix
  from (select coalesce(p.source, 'parameter ' || p.name) as target,
               p.unit::text as unit, p.si_prefix,
               case when p.name = $2::text then 1 when p.field_name = $2::text then 2 else 3 end
                   as position
          from kidepot.parameter_template p
         where pg_temp.netlist_fold($2::text)
               in (pg_temp.netlist_fold(p.name), pg_temp.netlist_fold(p.field_name))
         union all
        select 'description', null, false, 4
         where pg_temp.netlist_fold($2::text) = 'description') t
 order by t.position, t.target
 limit 1
returning target
