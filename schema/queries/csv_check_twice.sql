-- shape:
-- Of rows that mean the same the first is taken.
insert into csv_fault
select t.number, $1::text, t.shown, 'row_is_there_twice'
  from (select r.number, coalesce(r.part, r.name, r.path, nullif(r.category, ''), r.value) as shown,
               row_number() over (partition by r.key order by r.number) as time
          from csv_row r
         where r.key is not null) t
 where t.time > 1
    on conflict do nothing
