-- shape: iii
select (select count(*) from csv_row) as rows,
       (select count(*) from csv_row r where not r.found) as new_rows,
       (select count(distinct f.number) from csv_fault f) as rejected
