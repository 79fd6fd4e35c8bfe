-- shape: it
-- The parts of the staged components, in their order.
select s.part_id, s.status
  from netlist_component c
  join netlist_status s on s.says = c.says
 order by c.number
