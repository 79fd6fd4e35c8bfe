-- shape: tttt
select 'category' as kind, c.id::text as id, r.path as name,
       case when v.name is null then 'a "${" in it is not closed by "}"'
            else format('"${%s}" names nothing', v.name) end as detail
  from kidepot.category c
  join kidepot.category_resolved r on r.category_id = c.id
 cross join lateral (
       select distinct m[1] as name
         from regexp_matches(c.value_template, '\$\{([^}]*)\}', 'g') m
       union all
       select null
        where c.value_template ~ '\$\{[^}]*$') v
 where c.value_template is not null
   and (v.name is null
        or not exists (select from kidepot.value_variable n where n.name = v.name))
 order by r.path collate "C", v.name collate "C"
