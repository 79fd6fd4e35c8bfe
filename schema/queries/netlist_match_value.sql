-- shape:
insert into netlist_candidate (group_id, part_id, rule)
select distinct g.id, r.part_id, 'value'
  from netlist_group g
  join kidepot.part_resolved r on r.value = g.says[3]
 where g.says[3] <> ''
   and g.says[4] <> ''
   and (r.footprint = g.says[4] or g.says[4] = any (r.footprint_filters))
   and g.rule is null
   and not exists (select from netlist_candidate c where c.group_id = g.id)
