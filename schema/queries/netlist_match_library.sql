-- shape:
-- KiCad knows a part of the HTTP library by the library's nickname and the part's name.
insert into netlist_candidate (group_id, part_id, rule)
select distinct g.id, n.part_id, 'library'
  from netlist_group g
  join kidepot.part_name n on kidepot.kicad_name(n.name) = kidepot.kicad_name(g.says[2])
 where g.says[1] = $1::text
   and g.rule is null
   and not exists (select from netlist_candidate c where c.group_id = g.id)
