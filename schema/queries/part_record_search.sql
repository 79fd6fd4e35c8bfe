-- shape: tttttttb
-- The words come in lines of their own. Found are, in this order:
-- 1. parts whose name, IPN, MPN or supplier's number is a word, or all words with
--    blanks between them, at most 100 for each kind of number;
-- 2. by name, parts that have all words. Of words that many parts have, the next 5,000
--    names hold a page; else the index finds them, and 5,000 are looked at. In a
--    category the first 10,000 of its parts take the place of the next names.
-- A cursor that is the name of a part of 1 starts 2 from its beginning.
with word as materialized (
    select w from unnest(string_to_array(lower($1::text), E'\n')) w
), pattern as materialized (
    select array_agg('%' || regexp_replace(w, '([\\%_])', '\\\1', 'g') || '%') as patterns
      from word
), category as materialized (
    select b.category_id as id
      from kidepot.category_resolved b
     where b.ancestors @> array[$2::text::bigint]
), exact as materialized (
    select distinct s.part_id, s.name
      from (select w from word union select replace(lower($1::text), E'\n', ' ')) whole
     cross join lateral (
           (select p.id from kidepot.part p
             where kidepot.search_key(p.name) = left(whole.w, 200) and lower(p.name) = whole.w
             limit 100)
           union all
           (select p.id from kidepot.part p
             where kidepot.search_key(p.ipn) = left(whole.w, 200) and lower(p.ipn) = whole.w
             limit 100)
           union all
           (select p.id from kidepot.part p
             where kidepot.search_key(p.mpn) = left(whole.w, 200) and lower(p.mpn) = whole.w
             limit 100)
           union all
           (select s.part_id from kidepot.supplier_part s
             where kidepot.search_key(s.sku) = left(whole.w, 200) and lower(s.sku) = whole.w
             limit 100)) found
      join kidepot.part_search s on s.part_id = found.id
      join kidepot.part p on p.id = found.id
     where s.searched like all ((select patterns from pattern)::text[])
       and ($2::text is null or p.category_id in (select id from category))
), start as materialized (
    select case when $4::text is null or exists (select from exact where name = $4::text)
                then '' else $4::text end as name
), near as materialized (
    (select n.part_id, n.name
       from (select s.part_id, s.name, s.searched
               from kidepot.part_search s
              where $2::text is null
                and s.name collate "C" > (select name from start)
              order by s.name collate "C", s.part_id
              limit 5000) n
      where n.searched like all ((select patterns from pattern)::text[])
        and n.part_id <> all (array(select part_id from exact))
      limit $3::text::bigint)
    union all
    (select n.part_id, s.name
       from (select p.id as part_id
               from category c
              cross join lateral (select p.id from kidepot.part p
                                   where p.category_id = c.id
                                   limit 10000) p
              where $2::text is not null
              limit 10000) n
       -- Each by its key: else all names after the cursor would be read, also for no category.
      cross join lateral (
            select s.name, s.searched
              from kidepot.part_search s
             where s.part_id = n.part_id
            offset 0) s
      where s.searched like all ((select patterns from pattern)::text[])
        and s.name collate "C" > (select name from start)
        and n.part_id <> all (array(select part_id from exact)))
), far as materialized (
    select f.part_id, f.name
      from (select s.part_id, s.name
              from kidepot.part_search s
             where kidepot.search_pieces(s.searched)
                   @@ (select kidepot.search_query(array_agg(w)) from word)
               and s.searched like all ((select patterns from pattern)::text[])
               -- Not by the index of names: half of it would be read.
               and s.name || '' collate "C" > (select name from start)
               and s.part_id <> all (array(select part_id from exact))
               and (select count(*) from near) < $3::text::bigint
               and ($2::text is null
                    or 10000 < (select count(*)
                                  from (select from category c
                                          join kidepot.part p on p.category_id = c.id
                                         limit 10001) counted))
             limit 5000) f
     where $2::text is null
        or exists (select from kidepot.part p
                    where p.id = f.part_id and p.category_id in (select id from category))
), page as materialized (
    select *
      from (select 1 as place, part_id, name from exact
             where $4::text is null
                or ((select name from start) = '' and name collate "C" > $4::text)
             union all
            select 2, part_id, name from (select * from near union select * from far) rest) found
     order by place, name collate "C", part_id
     limit $3::text::bigint
)
select p.id::text as id, p.ipn::text as ipn, p.manufacturer::text as manufacturer,
       p.mpn::text as mpn, r.path as category, p.name::text as name,
       p.description::text as description, p.active and not p.template as is_used
  from page
 cross join lateral (select * from kidepot.part o where o.id = page.part_id offset 0) p
  left join kidepot.category_resolved r on r.category_id = p.category_id
 order by page.place, page.name collate "C", page.part_id
