-- shape:
insert into netlist_candidate (group_id, part_id, rule)
select distinct g.id, n.part_id, 'name'
  from netlist_group g
  join kidepot.part_name n
    on kidepot.kicad_name(n.name) in (kidepot.kicad_name(g.says[2]), kidepot.kicad_name(g.says[3]))
 where true
   and g.rule is null
   and not exists (select from netlist_candidate c where c.group_id = g.id)
