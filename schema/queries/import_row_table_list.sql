-- shape: t
-- The tables that have rows.
select distinct r.table_name from import_row r
