-- shape: tttt
select 'name' as kind, null::text as id, min(name collate "C") as name,
       array_to_string((array_agg(distinct format('"%s"', name) collate "C"))[1:5], ', ') as detail
  from kicad.part
 where name <> ''
 group by lower(name)
having count(distinct name) > 1
 order by min(name collate "C")
