-- shape:
-- Of those that are called the same the first alone is what is here.
insert into kidepot.external_id (system, kind, external_id, category_id, part_id)
select pg_temp.import_key('system'), n.kind, n.id, c.category_id, p.part_id
  from (select distinct on (m.kind, m.name) m.kind, m.id, m.name
          from import_named m
         order by m.kind, m.name, m.number) n
  left join kidepot.category_resolved c
    on n.kind = 'category' and c.path = n.name and c.category_id <> 0
  left join kidepot.part_name p
    on n.kind = 'part' and kidepot.kicad_name(p.name) = kidepot.kicad_name(n.name)
 where (c.category_id is not null or p.part_id is not null)
   and not exists (select from kidepot.external_id e
                    where e.system = pg_temp.import_key('system')
                      and e.part_id = p.part_id)
   and not exists (select from kidepot.external_id e
                    where e.system = pg_temp.import_key('system')
                      and e.category_id = c.category_id)
    on conflict do nothing
