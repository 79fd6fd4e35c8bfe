-- shape: ttttt
-- No import replaces it until this transaction ends.
select export_version as version, source, date, tool, kicad::text as kicad
  from kidepot.revision
 where id = $1::text::bigint
   for share
