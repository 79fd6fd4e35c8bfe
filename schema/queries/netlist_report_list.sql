-- shape: ttiitTTtttttttt
-- Components of one part together, others by what they say.
select s.status, s.rule, s.part_id, count(*) as components, s.part,
       array_agg(c.ref order by c.number) as "references", s.candidates, s.why,
       nullif(min(s.says[1]), '') as library, nullif(min(s.says[2]), '') as symbol,
       nullif(min(s.says[3]), '') as value, nullif(min(s.says[4]), '') as footprint,
       nullif(min(s.says[5]), '') as says_id, nullif(min(s.says[6]), '') as ipn, nullif(min(s.says[7]), '') as mpn
  from netlist_reason s
  join netlist_component c on c.says = s.says
 group by s.status, s.rule, s.part_id, s.part, s.candidates, s.why,
       case when s.part_id is null then s.id end
 order by s.status, s.part, min(s.id)
