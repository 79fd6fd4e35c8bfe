-- shape: t
-- Enough to tell none, one and several.
select l.id::text as id
  from kidepot.location l
 order by l.id
 limit 2
