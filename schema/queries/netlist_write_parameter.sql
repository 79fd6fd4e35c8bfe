-- shape:
-- The parameters among what is written.
insert into kidepot.parameter (part_id, template_id, value)
select w.part_id, t.id, w.new_value
  from netlist_write w
  join kidepot.parameter_template t on w.field = 'parameter ' || t.name
 where w.outcome = 'written'
on conflict (part_id, template_id) do update set value = excluded.value
