-- shape: t
select pg_temp.csv_count_lines($1::text::text[])::text as done
