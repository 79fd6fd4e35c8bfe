-- shape:
-- Also one for what has no place.
insert into csv_row (place, name, description)
select l.place, l.path, pg_temp.import_text(l.document ->> 'description')
  from (select l.number, l.place, l.path, l.document from inventree_location l
        union all
        select min(s.number), min(s.place), s.location, '{}'
          from inventree_stock s
         where s.is_there and s.part is not null
           and not exists (select from inventree_location l where l.path = s.location)
         group by s.location) l
 order by l.number
