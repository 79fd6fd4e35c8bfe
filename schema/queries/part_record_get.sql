-- shape: ttttttttttttttbbbbbbtbTTTTTTTTTTTTT
select p.id::text as id, p.name::text as name, r.path as category, p.ipn::text as ipn,
       p.description::text as description, p.keywords::text as keywords,
       p.manufacturer::text as manufacturer, p.mpn::text as mpn, p.datasheet::text as datasheet,
       p.symbol::text as symbol, p.footprint::text as footprint, p.reference::text as reference,
       p.value::text as value,
       to_char(p.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as updated,
       p.exclude_from_bom, p.exclude_from_board, p.exclude_from_sim, p.active, p.template,
       p.not_for_new_designs, p.category_id::text as category_id,
       coalesce(b.exposed, false) as exposed,
       array(select t.name::text from kidepot.parameter m
               join kidepot.parameter_template t on t.id = m.template_id
              where m.part_id = p.id order by t.name collate "C") as parameter_names,
       array(select m.value::text from kidepot.parameter m
               join kidepot.parameter_template t on t.id = m.template_id
              where m.part_id = p.id order by t.name collate "C") as parameter_values,
       array(select t.unit::text from kidepot.parameter m
               join kidepot.parameter_template t on t.id = m.template_id
              where m.part_id = p.id order by t.name collate "C") as parameter_units,
       array(select u.name::text from kidepot.supplier_part s
               join kidepot.supplier u on u.id = s.supplier_id
              where s.part_id = p.id order by u.name collate "C", s.sku collate "C") as supplier_names,
       array(select s.sku::text from kidepot.supplier_part s
               join kidepot.supplier u on u.id = s.supplier_id
              where s.part_id = p.id order by u.name collate "C", s.sku collate "C") as supplier_skus,
       array(select s.url::text from kidepot.supplier_part s
               join kidepot.supplier u on u.id = s.supplier_id
              where s.part_id = p.id order by u.name collate "C", s.sku collate "C") as supplier_urls,
       array(select a.footprint::text from kidepot.alternate a
              where a.part_id = p.id order by a.position) as alternates,
       m.footprints as pin_map_footprints, m.pins as pin_map_pins, m.pads as pin_map_pads,
       array(select l.name::text from kidepot.stock k
               join kidepot.location l on l.id = k.location_id
              where k.part_id = p.id and k.quantity > 0
              order by l.name collate "C") as stock_locations,
       array(select trim_scale(k.quantity)::text from kidepot.stock k
               join kidepot.location l on l.id = k.location_id
              where k.part_id = p.id and k.quantity > 0
              order by l.name collate "C") as stock_quantities,
       array(select n.name::text from kidepot.part_name n
              where n.part_id = p.id and n.retired_at is not null
              order by n.retired_at desc, n.id desc) as former_names
  from kidepot.part p
  left join kidepot.category_resolved r on r.category_id = p.category_id
  left join kidepot.category_resolved b on b.category_id = p.bucket_id
 cross join lateral (
       select array_agg(footprint::text order by footprint collate "C", length(pin),
                                                 pin collate "C", pad collate "C") as footprints,
              array_agg(pin::text order by footprint collate "C", length(pin), pin collate "C",
                                           pad collate "C") as pins,
              array_agg(pad::text order by footprint collate "C", length(pin), pin collate "C",
                                           pad collate "C") as pads
         from kidepot.pin_map
        where part_id = p.id) m
 where p.id = $1::text::bigint
