-- shape:
insert into csv_row (place, path, description, exposed, symbol, reference, footprint_parameter)
select c.place, c.path, pg_temp.import_text(c.document ->> 'comment'),
       coalesce(c.eda ->> 'visibility', case when c.eda ->> 'invisible' in ('true', '1') then 'no'
                     when c.eda ->> 'invisible' in ('false', '0') then 'yes' end),
       pg_temp.import_text(c.eda ->> 'kicad_symbol'), pg_temp.import_text(c.eda ->> 'reference_prefix'),
       f.name
  from partdb_category c
  left join kidepot.parameter_template f on f.name = 'Footprint'
 order by c.number, c.path
