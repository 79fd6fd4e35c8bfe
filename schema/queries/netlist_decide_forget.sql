-- shape:
delete from kidepot.decision
 where project_id = $1::text::bigint
   and digest in (select md5(c.says::text) from netlist_component c where c.ref = $2::text)
