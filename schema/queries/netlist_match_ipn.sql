-- shape:
insert into netlist_candidate (group_id, part_id, rule)
select distinct g.id, p.id, 'ipn'
  from netlist_group g
  join kidepot.part p on p.ipn = g.says[6]
 where g.says[6] <> ''
   and g.rule is null
   and not exists (select from netlist_candidate c where c.group_id = g.id)
