-- shape: t
select pg_temp.csv_make_former_names()::text as done
