-- shape: tttt
select 'part' as kind, id, name, 'KiCad reads "{slash}" as "/"' as detail
  from kicad.part
 where name like '%{slash}%'
 order by name collate "C", id
