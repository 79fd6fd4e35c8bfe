-- shape: ttitttT
select w.outcome, p.name::text as part, w.part_id, w.field, w.old_value, w.new_value,
       w.refs as "references"
  from netlist_write w
  join kidepot.part p on p.id = w.part_id
 order by w.outcome, p.name, w.field, w.new_value
