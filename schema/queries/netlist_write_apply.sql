-- shape:
-- The columns among what is written.
update kidepot.part p
   set symbol = coalesce(w.symbol, p.symbol), footprint = coalesce(w.footprint, p.footprint),
       datasheet = coalesce(w.datasheet, p.datasheet), ipn = coalesce(w.ipn, p.ipn),
       manufacturer = coalesce(w.manufacturer, p.manufacturer), mpn = coalesce(w.mpn, p.mpn),
       description = coalesce(w.description, p.description)
  from (select part_id,
               max(new_value) filter (where field = 'symbol') as symbol,
               max(new_value) filter (where field = 'footprint') as footprint,
               max(new_value) filter (where field = 'datasheet') as datasheet,
               max(new_value) filter (where field = 'ipn') as ipn,
               max(new_value) filter (where field = 'manufacturer') as manufacturer,
               max(new_value) filter (where field = 'mpn') as mpn,
               max(new_value) filter (where field = 'description') as description
          from netlist_write
         where outcome = 'written'
           and field not like 'parameter %'
         group by part_id) w
 where w.part_id = p.id
