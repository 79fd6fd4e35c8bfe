-- shape: tttttttii
-- With what its newest version says of those that are offered.
select p.id::text as id, p.identifier, p.name::text as name, p.type, n.version, n.status,
       concat_ws(' to ', n.kicad_version, n.kicad_version_max) as kicad, n.offered, n.versions
  from kidepot.package p
 cross join lateral (
       select count(*) filter (where v.withdrawn_at is null) as offered,
              count(*) as versions,
              (array_agg(v.version order by v.version_epoch desc, kidepot.version_order(v.version) desc)
                   filter (where v.withdrawn_at is null))[1] as version,
              (array_agg(v.status order by v.version_epoch desc, kidepot.version_order(v.version) desc)
                   filter (where v.withdrawn_at is null))[1] as status,
              (array_agg(v.kicad_version order by v.version_epoch desc, kidepot.version_order(v.version) desc)
                   filter (where v.withdrawn_at is null))[1] as kicad_version,
              (array_agg(v.kicad_version_max order by v.version_epoch desc, kidepot.version_order(v.version) desc)
                   filter (where v.withdrawn_at is null))[1] as kicad_version_max
         from kidepot.package_version v
        where v.package_id = p.id) n
 where $1::text is null or p.id = $1::text::bigint
 order by p.identifier collate "C"
