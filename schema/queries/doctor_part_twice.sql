-- shape: tttt
select 'part' as kind, id, min(name) as name,
       format('%s rows have this id', count(*)) as detail
  from kicad.part
 where id <> ''
 group by id
having count(*) > 1
 order by id collate "C"
