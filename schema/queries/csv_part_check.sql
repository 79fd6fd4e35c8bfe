-- shape:
insert into csv_fault
select r.number, 'name', r.name, 'part_name_has_no_outer_blanks'
  from csv_row r
 where not r.found and r.name <> btrim(r.name)
union all
select r.number, 'ipn', r.ipn, 'part_ipn_is_unique'
  from csv_row r
  join kidepot.part p on p.ipn = r.ipn
 where p.id is distinct from r.id
union all
select t.number, 'ipn', t.ipn, 'ipn_is_there_twice'
  from (select r.number, r.ipn, row_number() over (partition by r.ipn order by r.number) as time
          from csv_row r
         where r.ipn <> '') t
 where t.time > 1
    on conflict do nothing
