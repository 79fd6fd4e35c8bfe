-- shape:
update kidepot.part p
   set symbol = coalesce(w.symbol, p.symbol), footprint = coalesce(w.footprint, p.footprint),
       datasheet = coalesce(w.datasheet, p.datasheet)
  from (select part_id,
               max(new_value) filter (where field = 'symbol') as symbol,
               max(new_value) filter (where field = 'footprint') as footprint,
               max(new_value) filter (where field = 'datasheet') as datasheet
          from netlist_write
         where outcome = 'written'
         group by part_id) w
 where w.part_id = p.id
