-- shape:
insert into kidepot.net
       (revision_id, number, code, name, true_name, class)
select $1::text::bigint, number, code, name, true_name, class
  from netlist_net
