-- shape: iiii
select coalesce(sum(components) filter (where status = 'matched'), 0)::bigint as matched,
       coalesce(sum(components) filter (where status = 'ambiguous'), 0)::bigint as ambiguous,
       coalesce(sum(components) filter (where status = 'unmatched'), 0)::bigint as unmatched,
       coalesce(sum(components) filter (where status = 'no part'), 0)::bigint as no_part
  from netlist_status
