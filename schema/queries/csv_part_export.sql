-- shape: tttttttttttttttttt
select p.name::text as name, c.path as category, p.ipn::text as ipn,
       p.description::text as description, p.keywords::text as keywords,
       p.manufacturer::text as manufacturer, p.mpn::text as mpn, p.datasheet::text as datasheet,
       p.symbol::text as symbol, p.footprint::text as footprint, p.reference::text as reference,
       p.value::text as value,
       case when p.exclude_from_bom then 'yes' else 'no' end as exclude_from_bom,
       case when p.exclude_from_board then 'yes' else 'no' end as exclude_from_board,
       case when p.exclude_from_sim then 'yes' else 'no' end as exclude_from_sim,
       case when p.active then 'yes' else 'no' end as active,
       case when p.template then 'yes' else 'no' end as template,
       case when p.not_for_new_designs then 'yes' else 'no' end as not_for_new_designs
  from kidepot.part p
  left join kidepot.category_resolved c on c.category_id = p.category_id
 order by p.id
