-- shape:
insert into csv_row (place, name, category, ipn, description, keywords, manufacturer, mpn, datasheet,
                     symbol, reference, value, exclude_from_bom, exclude_from_board,
                     exclude_from_sim, active, template)
select p.place, coalesce(p.name, ''), p.category, p.ipn,
       pg_temp.import_text(p.document ->> 'description'),
       pg_temp.import_text(p.document ->> 'keywords'), m.manufacturer, m.mpn, d.url, c.symbol,
       c.reference, c.value, c.exclude_from_bom, c.exclude_from_board, c.exclude_from_sim,
       p.document ->> 'active', p.document ->> 'is_template'
  from inventree_part p
  left join inventree_manufacturer_part m on m.part_id = p.id and m.place_in_part = 1
  left join inventree_datasheet d on d.part_id = p.id and d.place_in_part = 1
  left join (
       select v.part_id,
              max(v.value) filter (where o.role = 'symbol_parameter') as symbol,
              max(v.value) filter (where o.role = 'reference_parameter') as reference,
              max(v.value) filter (where o.role = 'value_parameter') as value,
              max(v.value) filter (where o.role = 'exclude_from_bom_parameter') as exclude_from_bom,
              max(v.value) filter (where o.role = 'exclude_from_board_parameter')
                  as exclude_from_board,
              max(v.value) filter (where o.role = 'exclude_from_sim_parameter') as exclude_from_sim
         from inventree_parameter v
         join inventree_role o on o.name = v.name
        group by v.part_id) c on c.part_id = p.id
 order by p.number
