-- shape: itiiiiTTTT
-- Of these revisions ({id,id}) the variants in which components of the part are other than in
-- the schematic itself, and what all of them are there. Changed ones are fitted, with other
-- fields.
select n.revision_id as id, n.variant,
       count(*) filter (where s.state = 'fitted') as fitted,
       count(*) filter (where s.state = 'dnp') as dnp,
       count(*) filter (where s.state = 'excluded') as excluded,
       count(*) filter (where s.state = 'changed') as changed,
       coalesce(array_agg(c.ref order by c.number) filter (where s.state = 'fitted'), '{}')
           as fitted_references,
       coalesce(array_agg(c.ref order by c.number) filter (where s.state = 'dnp'), '{}')
           as dnp_references,
       coalesce(array_agg(c.ref order by c.number) filter (where s.state = 'excluded'), '{}')
           as excluded_references,
       coalesce(array_agg(c.ref order by c.number) filter (where s.state = 'changed'), '{}')
           as changed_references
  from (select distinct u.revision_id, v.value->>'name' as variant
          from kidepot.component u
         cross join lateral jsonb_array_elements(u.detail->'variants') v
         where u.part_id = $1::text::bigint
           and u.revision_id = any ($2::text::bigint[])
           and (v.value->'fields' <> '[]'
                or v.value->'properties' @> '[{"name": "dnp"}]'
                or v.value->'properties' @> '[{"name": "exclude_from_bom"}]')) n
  join kidepot.component c on c.revision_id = n.revision_id and c.part_id = $1::text::bigint
  left join lateral (
       select (select p.value->>'value' = '1' from jsonb_array_elements(v.value->'properties') p
                where p.value->>'name' = 'dnp' limit 1) as dnp,
              (select p.value->>'value' = '1' from jsonb_array_elements(v.value->'properties') p
                where p.value->>'name' = 'exclude_from_bom' limit 1) as excluded,
              v.value->'fields' <> '[]' as changed
         from jsonb_array_elements(c.detail->'variants') v
        where v.value->>'name' = n.variant
        limit 1) d on true
 cross join lateral (select case when coalesce(d.excluded, c.exclude_from_bom) then 'excluded'
                                 when coalesce(d.dnp, c.dnp) then 'dnp'
                                 when d.changed then 'changed'
                                 else 'fitted' end as state) s
 group by n.revision_id, n.variant
 order by n.revision_id desc, n.variant
