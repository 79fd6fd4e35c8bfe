-- shape: tt
select u.name::text as name, u.field_name::text as field_name
  from kidepot.supplier u
 order by u.name collate "C"
