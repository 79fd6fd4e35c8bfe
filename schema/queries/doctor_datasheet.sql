-- shape: tttt
select 'part' as kind, id, name, format('datasheet "%s"', left(datasheet, 200)) as detail
  from kicad.part
 where datasheet <> ''
   and datasheet !~* '^(https?://[^/\\ :]+(:[0-9]+)?([/?#][^ \\]*)?|file://[^ ]+)$'
 order by name collate "C", id
