-- shape: tttt
select 'category' as kind, c.id::text as id, r.path as name,
       format('default footprint "%s": %s', c.default_footprint, f.words) as detail
  from kidepot.category c
  join kidepot.category_resolved r on r.category_id = c.id
 cross join lateral kidepot.reference_fault(
       'footprint', kidepot.library_id_served('footprint', c.default_footprint)) f
 where c.default_footprint is not null
 order by r.path collate "C"
