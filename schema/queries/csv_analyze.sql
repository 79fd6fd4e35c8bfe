-- shape: t
select pg_temp.csv_analyze()::text as done
