-- shape:
-- KiCad sees the categories that the plugin was told, and those below them; all when it was
-- told of none.
insert into csv_row (place, path, description, exposed, symbol, footprint, reference,
                     value_parameter, footprint_parameter)
select c.place, c.path, pg_temp.import_text(c.document ->> 'description'),
       case when not s.selects then null
            when k.category_id is not null then 'yes'
            when c.is_root then 'no'
       end,
       k.symbol, k.footprint, k.reference, k.value_parameter,
       coalesce(k.footprint_parameter,
                case when c.is_root
                     then (select o.name from inventree_role o where o.role = 'footprint_parameter')
                end)
  from inventree_category c
 cross join (select exists (select from inventree_kicad_category) as selects) s
  left join inventree_kicad_category k on k.category_id = c.id
 order by c.number
