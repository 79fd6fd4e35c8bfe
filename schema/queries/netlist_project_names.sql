-- shape: tb
select p.name::text as name, p.name = $1::text as is_it
  from kidepot.project p
 order by p.name = $1::text desc, p.name
 limit 9
