-- shape: i
-- One that KiCad may show.
select c.id
  from kidepot.category c
 where c.id = $1::text::bigint
   and (select r.exposed from kidepot.category_resolved r where r.category_id = c.id)
   for update
