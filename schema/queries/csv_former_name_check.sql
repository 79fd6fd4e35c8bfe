-- shape:
insert into csv_fault
select r.number, 'name', r.name, 'part_name_has_no_outer_blanks'
  from csv_row r
 where not r.found and r.name <> btrim(r.name)
union all
select r.number, 'name', r.name, 'part_name_is_given_once'
  from csv_row r
  join kidepot.part_name n on kidepot.kicad_name(n.name) = kidepot.kicad_name(r.name)
 where r.part_id is not null and n.part_id <> r.part_id
union all
select t.number, 'name', t.name, 'part_name_is_given_once'
  from (select r.number, r.name,
               row_number() over (partition by kidepot.kicad_name(r.name) order by r.number) as time
          from csv_row r
         where r.part_id is not null) t
 where t.time > 1
    on conflict do nothing
