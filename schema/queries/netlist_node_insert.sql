-- shape:
insert into kidepot.node
       (revision_id, net_number, number, ref, pin, function, type)
select $1::text::bigint, net_number, number, ref, pin, function, type
  from netlist_node
