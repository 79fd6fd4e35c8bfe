-- shape: t
select pg_temp.csv_make_rejected($1::text::text[])::text as done
