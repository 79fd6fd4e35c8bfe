-- shape: tt
-- By path, or by id when no path is that.
select category_id::text as id, path
  from kidepot.category_resolved
 where category_id <> 0
   and (path = $1::text or category_id::text = $1::text)
 order by path <> $1::text
 limit 1
