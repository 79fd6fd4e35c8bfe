-- shape:
update import_table set name = $1::text
