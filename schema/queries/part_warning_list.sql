-- shape: tb
-- What is wrong with what a part refers to, and whether it is held back for that.
with reference as (
    select r.kind, r.role, r.position, r.library_id,
           kidepot.library_id_served(r.kind, r.library_id) as served
      from kidepot.part_reference r
     where r.part_id = $1::text::bigint
)
select w.words, w.holds
  from (select 1 as place, r.role, r.position,
               format('%s "%s": %s', r.role, r.served, f.words) as words,
               r.role <> 'alternate' and s.hold_unpublished
                   and not kidepot.is_published(r.kind, r.library_id) as holds
          from reference r
         cross join kidepot.setting s
         cross join lateral kidepot.reference_fault(r.kind, r.served) f
        union all
        select 2, r.role, r.position,
               format('symbol "%s", %s "%s": %s', y.served, r.role, r.served, f.words), false
          from reference r
          join reference y on y.role = 'symbol'
         cross join lateral (
               select array_agg(m.pin::text) as pins, array_agg(m.pad::text) as pads
                 from kidepot.pin_map m
                where m.part_id = $1::text::bigint
                  and m.footprint::text = r.library_id) m
         cross join lateral kidepot.pair_fault(y.served, r.served, m.pins, m.pads) f
         where r.kind = 'footprint'
           and f.check_name <> 'pad_without_pin') w
 order by w.place, w.role = 'alternate', w.role desc, w.position
