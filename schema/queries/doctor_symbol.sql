-- shape: ttttt
-- Each symbol with one of its parts; the library is asked by the program.
select 'part' as kind, (array_agg(id order by name collate "C", id))[1] as id,
       min(name collate "C") as name,
       format('symbol "%s"%s', symbol,
              case when count(*) > 1 then format(' of %s parts', count(*)) end) as detail,
       symbol as wanted
  from kicad.part
 where symbol <> ''
 group by symbol
 order by symbol collate "C"
