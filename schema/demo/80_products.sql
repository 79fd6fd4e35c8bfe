-- The single products of the files before become parts, named by their number
-- without the packing code that follows it at Nexperia (",215"), Vishay ("-E3/61T",
-- "-TAP") and Diodes ("-7-F"): tape or reel is no matter for a schematic.
insert into demo_part
    (category, name, description, keywords, manufacturer, mpn, datasheet, symbol, footprint,
     parameters, active)
select p.category,
       regexp_replace(p.mpn, '(/NOPB|,[0-9]{3}|-E3(/[0-9]+T?|-08)?|-TAP|-(7|13)(-F)?)$', ''),
       p.description || coalesce(', ' || p.package, ''), p.keywords, p.maker,
       p.mpn, format(m.datasheet, p.sheet), p.symbol, coalesce(p.footprint, k.footprint),
       p.parameters || jsonb_build_object('Package', p.package), p.active
  from demo_product p
  join demo_maker m on m.maker = p.maker
  left join demo_package k on k.package = p.package
 order by p.position;
