-- shape: ttti
select u.id::text as id, u.name::text as name, u.field_name::text as field_name,
       (select count(distinct s.part_id)
          from kidepot.supplier_part s
         where s.supplier_id = u.id) as parts
  from kidepot.supplier u
 order by u.name collate "C"
