-- shape:
-- Asked again until nothing is found: without its parent a row is no parent either.
insert into csv_fault
select r.number, 'path', r.path, 'parent_is_not_there'
  from csv_row r
 where not r.found
   and not $1::text::boolean
   and r.path ~ '/'
   and not exists (select from kidepot.category_resolved u
                    where u.category_id <> 0 and u.path = regexp_replace(r.path, '/[^/]*$', ''))
   and not exists (select from csv_row u
                    where u.path = regexp_replace(r.path, '/[^/]*$', '')
                      and not exists (select from csv_fault f where f.number = u.number))
   and not exists (select from csv_fault f where f.number = r.number)
    on conflict do nothing
