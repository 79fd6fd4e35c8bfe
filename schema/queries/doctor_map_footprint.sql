-- shape: tttt
select 'mapping' as kind, m.id::text as id, m.value::text as name,
       format('footprint "%s"%s: %s', m.footprint, ' in category "' || r.path || '"', f.words)
           as detail
  from kidepot.footprint_map m
  left join kidepot.category_resolved r on r.category_id = m.category_id
 cross join lateral kidepot.reference_fault(
       'footprint', kidepot.library_id_served('footprint', m.footprint)) f
 order by m.value collate "C", r.path collate "C" nulls first
