-- shape: t
select pg_temp.import_row_take()::text as done
