-- shape:
-- How much there is of a part at a location, and nothing where the part has a lot no more.
insert into csv_row (place, part, location, quantity)
select n.place, n.part, n.location, n.quantity
  from (select min(l.number) as number, l.place, l.part, l.location,
               sum(l.quantity)::text as quantity
          from partdb_lot l
         where l.part is not null and l.is_known
         group by l.place, l.part, l.location
        union all
        select p.number, p.place, p.name, here.name, '0'
          from partdb_part p
          join kidepot.part k on k.name = p.name
          join kidepot.stock o on o.part_id = k.id and o.quantity > 0
          join kidepot.location here on here.id = o.location_id
         where jsonb_typeof(p.document -> 'partLots') = 'array'
           and here.name in (select l.location from partdb_lot l)
           and not exists (select from partdb_lot l where l.part = p.name and l.location = here.name)) n
 order by n.number, n.location
