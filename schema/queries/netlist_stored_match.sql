-- shape: it
-- The parts of a revision's components, in their order.
select part_id,
       case when part_id is not null then 'matched'
            when matched_by = 'decision' then 'no part'
            else 'unmatched' end as status
  from kidepot.component
 where revision_id = $1::text::bigint
 order by number
