-- shape: ttt
select id, name, description
  from kicad.category
 order by name collate "C", id
