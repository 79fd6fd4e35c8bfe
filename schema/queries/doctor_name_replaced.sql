-- shape: tttt
select 'part' as kind, p.id::text as id, p.name::text as name,
       format('KiCad shows "%s"', kidepot.kicad_name(p.name)) as detail
  from kidepot.part p
 where p.name <> kidepot.kicad_name(p.name)
 order by p.name collate "C", p.id
