-- shape:
insert into kidepot.supplier (name)
select r.supplier
  from csv_row r
 where r.supplier <> ''
   and not exists (select from kidepot.supplier u where u.name = r.supplier)
 group by r.supplier
 order by r.supplier collate "C"
