-- shape:
insert into netlist_candidate (group_id, part_id, rule)
select distinct g.id, p.id, 'mpn'
  from netlist_group g
  join kidepot.part p on lower(p.mpn) = lower(g.says[7])
 where g.says[7] <> ''
   and g.rule is null
   and not exists (select from netlist_candidate c where c.group_id = g.id)
