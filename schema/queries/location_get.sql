-- shape: itti
-- One, or all when none is given.
select l.id, l.name::text as name, l.description::text as description,
       (select count(*) from kidepot.stock s where s.location_id = l.id and s.quantity > 0) as parts
  from kidepot.location l
 where $1::text is null
    or l.id = $1::text::bigint
 order by l.name collate "C"
