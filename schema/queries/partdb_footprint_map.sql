-- shape:
-- For all categories: what a part's parameter "Footprint" says.
insert into csv_row (place, value, footprint)
select f.place, f.name, f.kicad_footprint
  from partdb_footprint f
 where f.name is not null and f.kicad_footprint is not null
 order by f.number, f.id
