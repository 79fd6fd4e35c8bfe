-- shape: ttttt
select 'category' as kind, c.id::text as id, r.path as name,
       format('default symbol "%s"', c.default_symbol) as detail,
       c.default_symbol::text as wanted
  from kidepot.category c
  join kidepot.category_resolved r on r.category_id = c.id
 where c.default_symbol is not null
 order by r.path collate "C"
