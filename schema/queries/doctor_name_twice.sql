-- shape: tttt
-- Rows of one part are part_twice's.
select 'name' as kind, null::text as id, kidepot.kicad_name(name) as name,
       format('parts %s%s', array_to_string((array_agg(distinct id collate "C"))[1:5], ', '),
              case when count(distinct id) > 5 then format(' and %s more', count(distinct id) - 5)
              end) as detail
  from kicad.part
 where name <> ''
 group by kidepot.kicad_name(name)
having count(distinct id) > 1
 order by kidepot.kicad_name(name) collate "C"
