-- shape: ti
select u.id::text as id,
       (select count(distinct s.part_id)
          from kidepot.supplier_part s
         where s.supplier_id = u.id) as parts
  from kidepot.supplier u
 where u.name = $1::text
