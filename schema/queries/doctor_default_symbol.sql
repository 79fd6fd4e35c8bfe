-- shape: tttt
select 'category' as kind, c.id::text as id, r.path as name,
       format('default symbol "%s": %s', c.default_symbol, f.words) as detail
  from kidepot.category c
  join kidepot.category_resolved r on r.category_id = c.id
 cross join lateral kidepot.reference_fault(
       'symbol', kidepot.library_id_served('symbol', c.default_symbol)) f
 where c.default_symbol is not null
 order by r.path collate "C"
