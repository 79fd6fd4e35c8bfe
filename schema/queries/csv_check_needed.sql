-- shape: t
select pg_temp.csv_check_needed($1::text::text[])::text as done
