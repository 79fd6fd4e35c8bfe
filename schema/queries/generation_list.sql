-- shape: ti
select subject, generation
  from kicad.generation
