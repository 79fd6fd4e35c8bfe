-- shape: ttttt
select 'category' as kind, c.id::text as id, r.path as name,
       format('default footprint "%s"', c.default_footprint) as detail,
       c.default_footprint::text as wanted
  from kidepot.category c
  join kidepot.category_resolved r on r.category_id = c.id
 where c.default_footprint is not null
 order by r.path collate "C"
