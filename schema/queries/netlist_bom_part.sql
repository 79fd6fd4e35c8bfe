-- shape: ittttTTtiTT
-- What a bill of materials says of parts. Whole pieces are counted up to what bigint holds.
select p.id, p.name::text as name, p.ipn::text as ipn, p.manufacturer::text as manufacturer,
       p.mpn::text as mpn, s.names as suppliers, s.skus, trim_scale(k.quantity)::text as stock,
       least(trunc(k.quantity), 9223372036854775807)::bigint as pieces,
       k.locations, k.quantities
  from unnest($1::text::bigint[]) wanted (id)
  join kidepot.part p on p.id = wanted.id
 cross join lateral (
       select array_agg(u.name::text order by u.name collate "C", s.sku collate "C") as names,
              array_agg(s.sku::text order by u.name collate "C", s.sku collate "C") as skus
         from kidepot.supplier_part s
         join kidepot.supplier u on u.id = s.supplier_id
        where s.part_id = p.id) s
 cross join lateral (
       select coalesce(sum(k.quantity), 0) as quantity,
              array_agg(l.name::text order by l.name collate "C")
                  filter (where k.quantity > 0) as locations,
              array_agg(trim_scale(k.quantity)::text order by l.name collate "C")
                  filter (where k.quantity > 0) as quantities
         from kidepot.stock k
         join kidepot.location l on l.id = k.location_id
        where k.part_id = p.id) k
 order by p.id
