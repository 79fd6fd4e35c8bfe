-- shape: ttttt
select 'mapping' as kind, f.id::text as id, f.value::text as name,
       format('footprint "%s"%s', f.footprint, ' in category "' || r.path || '"') as detail,
       f.footprint::text as wanted
  from kidepot.footprint_map f
  left join kidepot.category_resolved r on r.category_id = f.category_id
 order by f.value collate "C", r.path collate "C" nulls first
