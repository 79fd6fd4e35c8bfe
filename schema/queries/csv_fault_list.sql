-- shape: itttt
-- The first of them, by their places in the file.
select l.line, f.column_name, left(f.value, 200) as value, s.sentence, r.place
  from csv_fault f
  join csv_row r on r.number = f.number
  join csv_line l on l.number = f.number
  join csv_sentence s on s.fault = f.fault
 order by f.number, f.column_name
 limit $1::text::bigint
