-- shape: tttt
select 'part' as kind, id, name, format('datasheet "%s"', left(datasheet, 200)) as detail
  from kicad.part
 where datasheet ~* '^(file://[^ ]+$|https?://(localhost|127\.[0-9.]+)([:/]|$))'
 order by name collate "C", id
