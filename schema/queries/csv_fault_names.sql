-- shape: t
select distinct f.fault from csv_fault f order by f.fault
