-- shape:
-- How much there is of a part at a location, and nothing where there was something once.
insert into csv_row (place, part, location, quantity)
select n.place, n.part, n.location, n.quantity
  from (select min(s.number) as number, min(s.place) as place, s.part, s.location,
               sum(s.quantity)::text as quantity
          from inventree_stock s
         where s.is_there and s.part is not null
         group by s.part, s.location
        union all
        select p.number, p.place, p.name, l.name, '0'
          from inventree_part p
          join kidepot.part here on here.name = p.name
          join kidepot.stock o on o.part_id = here.id and o.quantity > 0
          join kidepot.location l on l.id = o.location_id
         where exists (select from import_record r where r.kind = 'stock')
           and l.name in (select i.path from inventree_location i)
           and not exists (select from inventree_stock s
                            where s.is_there and s.part = p.name and s.location = l.name)) n
 order by n.number
