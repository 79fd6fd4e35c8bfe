-- shape:
delete from csv_row r using csv_fault f where f.number = r.number
