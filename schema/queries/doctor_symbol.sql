-- shape: tttt
-- Each symbol that KiCad lacks, with one of its parts.
select 'part' as kind, w.id, w.name, w.detail || ': ' || f.words as detail
  from (select (array_agg(id order by name collate "C", id))[1] as id,
               min(name collate "C") as name,
               format('symbol "%s"%s', symbol,
                      case when count(*) > 1 then format(' of %s parts', count(*)) end) as detail,
               symbol
          from kicad.part
         where symbol <> ''
         group by symbol) w
 cross join lateral kidepot.reference_fault('symbol', w.symbol) f
 where not f.unpublished
 order by w.symbol collate "C"
