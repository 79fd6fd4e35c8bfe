-- shape:
-- There is one row of settings, always.
update csv_row set key = 'setting', found = true
