-- shape: tttt
select 'library' as kind, null::text as id, l.stem::text as name,
       format('a library of %ss of KiCad''s own, and of %s', l.kind, v.name) as detail
  from kidepot.kicad_library l
  join kidepot.package_version_in_force f using (package_version_id)
  join kidepot.package_version v on v.id = f.package_version_id
 where exists (select from kidepot.kicad_library k
                where k.kind = l.kind and k.stem = l.stem and k.source = 'stock')
 order by l.stem collate "C", l.kind desc
