-- shape: i
select count(*) as faults from csv_fault
