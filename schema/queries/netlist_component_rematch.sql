-- shape:
update kidepot.component c
   set part_id = g.part_id, matched_by = g.rule
  from netlist_component s
  join netlist_group g on g.says = s.says
 where c.revision_id = $1::text::bigint
   and c.number = s.number
   and (c.part_id, c.matched_by) is distinct from (g.part_id, g.rule)
