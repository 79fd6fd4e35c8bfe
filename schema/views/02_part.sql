-- The parts KiCad shows, one row each with all its document needs. The three
-- field_* arrays are parallel: the further fields in the order they are served.
create view kicad.part as
select p.id::text as id,
       r.category_id::text as category_id,
       kidepot.kicad_name(p.name) as name,
       coalesce(p.symbol, r.symbol)::text as symbol,
       coalesce(p.reference, r.reference)::text as reference,
       coalesce(p.value, p.name)::text as value,
       coalesce(p.footprint, r.footprint)::text as footprint,
       array(select a.footprint::text
               from kidepot.alternate a
              where a.part_id = p.id
              order by a.position) as footprint_filters,
       p.datasheet::text as datasheet,
       coalesce(p.description, p.name)::text as description,
       concat_ws(' ', p.keywords, p.ipn, p.mpn, p.manufacturer, p.value) as keywords,
       p.exclude_from_bom,
       p.exclude_from_board,
       p.exclude_from_sim,
       f.field_names,
       f.field_values,
       f.field_visible
  from kidepot.part p
  join kidepot.category_resolved r on r.category_id = p.category_id
 cross join lateral (
       select array_agg(n.name order by n.position, n.name) as field_names,
              array_agg(n.value order by n.position, n.name) as field_values,
              array_agg(n.visible order by n.position, n.name) as field_visible
         from (select 1 as position, 'IPN' as name, p.ipn::text as value, false as visible
               union all
               select 2, 'Manufacturer', p.manufacturer::text, false
               union all
               select 3, 'MPN', p.mpn::text, false
               union all
               select 4, coalesce(t.field_name, t.name)::text,
                      concat_ws(' ', m.value, t.unit), t.visible
                 from kidepot.parameter m
                 join kidepot.parameter_template t on t.id = m.template_id
                where m.part_id = p.id) n
        where n.value is not null) f
 where p.active
   and r.exposed;
