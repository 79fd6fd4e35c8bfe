-- shape: tt
select l.name::text as name, l.description::text as description
  from kidepot.location l
 order by l.name collate "C"
