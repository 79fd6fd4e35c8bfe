-- shape: t
select pg_temp.csv_check_cells($1::text::text[], $2::text::text[])::text as done
