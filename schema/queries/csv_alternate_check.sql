-- shape:
-- Asked again until nothing is found: a rejected row takes no footprint away. A part has each footprint once: in the file, and with what it has elsewhere.
insert into csv_fault
select t.number, 'footprint', t.footprint, 'alternate_footprint_is_unique_in_its_part'
  from (select r.number, r.footprint,
               row_number() over (partition by r.part_id, r.footprint order by r.number) as time
          from csv_row r
         where r.part_id is not null and r.footprint <> '') t
 where t.time > 1
union all
select r.number, 'footprint', r.footprint, 'alternate_footprint_is_unique_in_its_part'
  from csv_row r
  join kidepot.alternate o on o.part_id = r.part_id and o.footprint = r.footprint
 where not exists (select from csv_row s
                    where s.part_id = o.part_id and s.key = array[o.part_id, o.position]::text
                      and not exists (select from csv_fault f where f.number = s.number))
    on conflict do nothing
