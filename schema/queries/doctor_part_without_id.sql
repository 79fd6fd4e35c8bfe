-- shape: tttt
select 'part' as kind, id, name, 'the id is empty' as detail
  from kicad.part
 where coalesce(id, '') = ''
 order by name collate "C"
