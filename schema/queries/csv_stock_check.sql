-- shape:
insert into csv_fault
select r.number, 'quantity', r.quantity, 'quantity_is_below_zero'
  from csv_row r
 where r.quantity ~ '^\s*-'
    on conflict do nothing
