-- shape: tttt
select 'category' as kind, r.category_id::text as id, r.path as name,
       format('%s "%s" of %s', t.name, m.value,
              case when count(*) = 1 then format('part "%s"', min(v.name))
                   else format('%s parts', count(*)) end) as detail
  from kidepot.part_resolved v
  join kidepot.part p on p.id = v.part_id
  join kidepot.category_resolved r on r.category_id = p.bucket_id
  join kidepot.parameter m on m.part_id = p.id
  join kidepot.parameter_template t on t.id = m.template_id
 where t.si_prefix
   and kidepot.si_parse(m.value, coalesce(t.unit, '')) is null
 group by r.category_id, r.path, t.name, m.value
 order by r.path collate "C", t.name collate "C", m.value collate "C"
