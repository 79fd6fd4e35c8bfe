-- shape: tttttttb
-- All parts, or those of one category and all below it.
select p.id::text as id, p.ipn::text as ipn, p.manufacturer::text as manufacturer,
       p.mpn::text as mpn, r.path as category, p.name::text as name,
       p.description::text as description, p.active and not p.template as is_used
  from kidepot.part p
  left join kidepot.category_resolved r on r.category_id = p.category_id
 where $1::text is null
    or p.category_id in (select b.category_id from kidepot.category_resolved b
                          where b.ancestors @> array[$1::text::bigint])
 order by p.name collate "C", p.id
