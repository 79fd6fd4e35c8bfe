-- shape: tttttt
-- As netlist_write_list, for people.
select w.outcome, p.name::text as part, w.field, w.old_value, w.new_value,
       array_to_string(w.refs[:8], ' ')
           || case when cardinality(w.refs) > 8
                   then format(' and %s more', cardinality(w.refs) - 8) else '' end as "references"
  from netlist_write w
  join kidepot.part p on p.id = w.part_id
 order by w.outcome, p.name, w.field, w.new_value
