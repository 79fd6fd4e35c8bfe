-- shape:
insert into csv_row (place, name)
select distinct on (l.location) l.place, l.location
  from partdb_lot l
 where l.part is not null and l.is_known
 order by l.location, l.number
