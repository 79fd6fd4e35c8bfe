-- shape:
-- Those of one level that rows name and that are not there, but for those that are
-- rows themselves. The levels above are there.
insert into kidepot.category (parent_id, name)
select u.category_id, w.names[$1::text::integer]
  from (select distinct (string_to_array(r.place, '/'))[:$1::text::integer] as names
          from (select distinct coalesce(o.path, o.category) as place from csv_row o) r
         where cardinality(string_to_array(r.place, '/')) >= $1::text::integer) w
  left join kidepot.category_resolved u
    on u.category_id <> 0
   and u.path = array_to_string(w.names[:$1::text::integer - 1], '/')
 where not exists (select from kidepot.category_resolved c
                    where c.category_id <> 0 and c.path = array_to_string(w.names, '/'))
   and not exists (select from csv_row r where r.path = array_to_string(w.names, '/'))
 order by array_to_string(w.names, '/') collate "C"
