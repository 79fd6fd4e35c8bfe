-- shape: tttitt
-- As netlist_report_list, for people.
with member as (
    select s.status, s.rule, s.part, s.part_id, s.candidates, s.why, s.says, s.id, c.ref, c.number,
           row_number() over (partition by s.status, s.rule, s.part_id,
                                           case when s.part_id is null then s.id end
                              order by c.number) as position
      from netlist_reason s
      join netlist_component c on c.says = s.says
)
select status, rule,
       coalesce(part, nullif(min(says[3]), ''), nullif(min(says[2]), '')) as part_or_value,
       count(*) as components,
       string_agg(ref, ' ' order by number) filter (where position <= 8)
           || case when count(*) > 8 then format(' and %s more', count(*) - 8) else '' end
           as "references",
       concat_ws(': ', why, array_to_string(candidates[:5], '; ')
                            || case when cardinality(candidates) > 5 then '; ...' else '' end) as why
  from member
 group by status, rule, part, part_id, candidates, why, case when part_id is null then id end
 order by status, part, min(id)
