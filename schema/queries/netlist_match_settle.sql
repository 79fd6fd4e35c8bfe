-- shape:
update netlist_group g
   set part_id = c.part_id, rule = c.rule
  from (select group_id, min(part_id) as part_id, min(rule) as rule
          from netlist_candidate
         group by group_id
        having count(*) = 1) c
 where c.group_id = g.id
   and g.rule is null
