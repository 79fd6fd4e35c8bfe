-- shape: tttt
select 'part' as kind, p.id, p.name,
       format('category "%s" is not shown', p.category_id) as detail
  from kicad.part p
  left join kicad.category c on c.id = p.category_id
 where c.id is null
 order by p.name collate "C", p.id
