-- shape:
insert into netlist_candidate (group_id, part_id, rule)
select distinct g.id, p.id, 'id'
  from netlist_group g
  join kidepot.part p on p.id = case when g.says[5] ~ '^[0-9]{1,18}$' then g.says[5]::bigint end
 where g.says[5] <> ''
   and g.rule is null
   and not exists (select from netlist_candidate c where c.group_id = g.id)
