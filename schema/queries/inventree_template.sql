-- shape:
-- The parameter that says the footprint is no field of its own in KiCad.
insert into csv_row (place, name, unit, visible, served)
select t.place, t.name, t.unit, case when v.name is not null then 'yes' end,
       case when f.name is not null then 'no' end
  from inventree_template t
  left join inventree_visible v on v.name = lower(t.name)
  left join inventree_role f on f.role = 'footprint_parameter' and f.name = t.name
 where not exists (select from inventree_column c where c.name = t.name)
   and not exists (select from kidepot.parameter_template o where o.name = t.name and not o.plain)
 order by t.number
