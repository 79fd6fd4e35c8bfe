-- shape: tttt
select 'part' as kind, id, name, 'it has no footprint' as detail
  from kicad.part
 where coalesce(footprint, '') = ''
   and exclude_from_board is not true
 order by name collate "C", id
