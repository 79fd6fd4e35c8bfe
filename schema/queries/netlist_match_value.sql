-- shape:
-- A schematic has the footprint as KiCad had it then: with the prefix of an installed
-- library, or without.
insert into netlist_candidate (group_id, part_id, rule)
select distinct g.id, r.part_id, 'value'
  from netlist_group g
 cross join lateral (
       select array[g.says[4], f.plain, kidepot.library_id_served('footprint', f.plain)] as forms
         from (select kidepot.library_id_plain('footprint', g.says[4]) as plain) f) f
  join kidepot.part_resolved r
    on r.value = g.says[3]
   and (r.footprint = any (f.forms) or r.footprint_filters && f.forms)
 where g.says[3] <> ''
   and g.says[4] <> ''
   and g.rule is null
   and not exists (select from netlist_candidate c where c.group_id = g.id)
