-- shape: tttt
select 'part' as kind, id, name, 'it has no value' as detail
  from kicad.part
 where coalesce(value, '') = ''
 order by name collate "C", id
