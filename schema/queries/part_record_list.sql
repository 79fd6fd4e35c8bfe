-- shape: tttttttb
-- All parts, or those of one category and all below it: the next of each of these
-- categories by its index, then the next of all. No limit: all.
with page as (
    (select p.id, p.name, p.ipn, p.manufacturer, p.mpn, p.category_id, p.description,
            p.active and not p.template as is_used
       from kidepot.part p
      where $1::text is null
        and p.name collate "C" > coalesce($3::text, '')
      order by p.name collate "C", p.id
      limit $2::text::bigint)
    union all
    (select n.*
       from kidepot.category_resolved b
      cross join lateral (
            select p.id, p.name, p.ipn, p.manufacturer, p.mpn, p.category_id, p.description,
                   p.active and not p.template as is_used
              from kidepot.part p
             where p.category_id = b.category_id
               and p.name collate "C" > coalesce($3::text, '')
             order by p.name collate "C", p.id
             limit $2::text::bigint) n
      where b.ancestors @> array[$1::text::bigint]
      order by n.name collate "C", n.id
      limit $2::text::bigint)
)
select p.id::text as id, p.ipn::text as ipn, p.manufacturer::text as manufacturer,
       p.mpn::text as mpn, r.path as category, p.name::text as name,
       p.description::text as description, p.is_used
  from page p
  left join kidepot.category_resolved r on r.category_id = p.category_id
 order by p.name collate "C", p.id
