-- shape:
update kidepot.part p
   set category_id = n.category_id, ipn = n.ipn, description = n.description,
       keywords = n.keywords, manufacturer = n.manufacturer, mpn = n.mpn,
       datasheet = n.datasheet, symbol = n.symbol, footprint = n.footprint,
       reference = n.reference, value = n.value, exclude_from_bom = n.exclude_from_bom,
       exclude_from_board = n.exclude_from_board, exclude_from_sim = n.exclude_from_sim,
       active = n.active, template = n.template, not_for_new_designs = n.not_for_new_designs
  from (select o.id,
               case when r.category is null then o.category_id else r.category_id end as category_id,
               nullif(coalesce(r.ipn, o.ipn), '') as ipn,
               nullif(coalesce(r.description, o.description), '') as description,
               nullif(coalesce(r.keywords, o.keywords), '') as keywords,
               nullif(coalesce(r.manufacturer, o.manufacturer), '') as manufacturer,
               nullif(coalesce(r.mpn, o.mpn), '') as mpn,
               nullif(coalesce(r.datasheet, o.datasheet), '') as datasheet,
               nullif(coalesce(r.symbol, o.symbol), '') as symbol,
               nullif(coalesce(r.footprint, o.footprint), '') as footprint,
               nullif(coalesce(r.reference, o.reference), '') as reference,
               nullif(coalesce(r.value, o.value), '') as value,
               coalesce(nullif(coalesce(r.exclude_from_bom, o.exclude_from_bom::text), '')::boolean,
                        false) as exclude_from_bom,
               coalesce(nullif(coalesce(r.exclude_from_board, o.exclude_from_board::text),
                               '')::boolean, false) as exclude_from_board,
               coalesce(nullif(coalesce(r.exclude_from_sim, o.exclude_from_sim::text), '')::boolean,
                        false) as exclude_from_sim,
               coalesce(nullif(coalesce(r.active, o.active::text), '')::boolean, true) as active,
               coalesce(nullif(coalesce(r.template, o.template::text), '')::boolean, false)
                   as template,
               coalesce(nullif(coalesce(r.not_for_new_designs, o.not_for_new_designs::text),
                               '')::boolean, false) as not_for_new_designs
          from csv_row r
          join kidepot.part o on o.id = r.id) n
 where n.id = p.id
   and (p.category_id, p.ipn, p.description, p.keywords, p.manufacturer, p.mpn, p.datasheet,
        p.symbol, p.footprint, p.reference, p.value, p.exclude_from_bom, p.exclude_from_board,
        p.exclude_from_sim, p.active, p.template, p.not_for_new_designs)
       is distinct from
       (n.category_id, n.ipn, n.description, n.keywords, n.manufacturer, n.mpn, n.datasheet,
        n.symbol, n.footprint, n.reference, n.value, n.exclude_from_bom, n.exclude_from_board,
        n.exclude_from_sim, n.active, n.template, n.not_for_new_designs)
