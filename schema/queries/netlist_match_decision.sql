-- shape:
update netlist_group g
   set part_id = d.part_id, rule = 'decision'
  from kidepot.decision d
 where d.project_id = $1::text::bigint
   and d.digest = md5(g.says::text)
