-- shape: tttt
select 'part' as kind, id, name, 'it has no symbol' as detail
  from kicad.part
 where coalesce(symbol, '') = ''
 order by name collate "C", id
