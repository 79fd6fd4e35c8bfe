-- What an import makes of Part-DB's records, after they are all in import_record: tables by
-- which its ids are followed, and what each part and category is to be called. A part has what
-- belongs to it within; what is not in a file of its own is taken from there.

analyze import_record;

create temporary table partdb_category on commit drop as
with recursive given as (
    select distinct on (g.id) g.number, g.place, g.id, pg_temp.import_id(g.document -> 'parent') as parent_id,
           translate(pg_temp.import_text(g.document ->> 'name'), '/', '-') as name,
           coalesce(g.document ->> 'full_path', g.document ->> 'full_name') as full_name, c.path as known,
           g.document
      from (select r.number, r.place, r.id, r.document, 1 as rank
              from import_record r
             where r.kind = 'category'
            union all
            select r.number, r.place, pg_temp.import_id(r.document -> 'category'),
                   r.document -> 'category', 2
              from import_record r
             where r.kind = 'part' and jsonb_typeof(r.document -> 'category') = 'object') g
      left join kidepot.external_id e
        on e.system = pg_temp.import_key('system') and e.kind = 'category' and e.external_id = g.id
      left join kidepot.category_resolved c on c.category_id = e.category_id
     where g.id is not null
     order by g.id, g.rank, g.number
), tree as (
    select g.number, g.id, g.place, g.document,
           coalesce(g.known, pg_temp.import_path(g.full_name), g.name) as path
      from given g
     where g.parent_id is null or not exists (select from given u where u.id = g.parent_id)
    union all
    select g.number, g.id, g.place, g.document, coalesce(g.known, concat_ws('/', u.path, g.name))
      from given g
      join tree u on u.id = g.parent_id
)
select t.number, t.id, t.place, t.path, t.document, t.document -> 'eda_info' as eda from tree t;

insert into import_named (kind, id, name)
select 'category', c.id, c.path from partdb_category c where c.path is not null order by c.number;

-- By name, or where several have one name by path.
create temporary table partdb_footprint on commit drop as
select f.number, f.id, f.place, f.kicad_footprint,
       case when count(*) over (partition by f.name) > 1 then coalesce(f.path, f.name) else f.name end
           as name
  from (select distinct on (g.id) g.number, g.place, g.id,
               pg_temp.import_text(g.document ->> 'name') as name,
               pg_temp.import_path(coalesce(g.document ->> 'full_path', g.document ->> 'full_name'))
                   as path,
               pg_temp.import_text(g.document -> 'eda_info' ->> 'kicad_footprint') as kicad_footprint
          from (select r.number, r.place, r.id, r.document, 1 as rank
                  from import_record r
                 where r.kind = 'footprint'
                union all
                select r.number, r.place, pg_temp.import_id(r.document -> 'footprint'),
                       r.document -> 'footprint', 2
                  from import_record r
                 where r.kind = 'part' and jsonb_typeof(r.document -> 'footprint') = 'object') g
         where g.id is not null
         order by g.id, g.rank, g.number) f;

-- A part is called as it is here, if it is here already, by its id or its IPN.
create temporary table partdb_part on commit drop as
select r.number, r.id, r.place, r.document, r.document -> 'eda_info' as eda, g.ipn,
       c.path as category, c.eda as category_eda, f.name as footprint,
       coalesce(k.name, i.name,
                case when pg_temp.import_key('part_name') = 'ipn' then g.ipn end, g.name) as name
  from import_record r
 cross join lateral (
       select pg_temp.import_text(r.document ->> 'name') as name,
              pg_temp.import_text(r.document ->> 'ipn') as ipn) g
  left join partdb_category c on c.id = pg_temp.import_id(r.document -> 'category')
  left join partdb_footprint f on f.id = pg_temp.import_id(r.document -> 'footprint')
  left join kidepot.external_id e
    on e.system = pg_temp.import_key('system') and e.kind = 'part' and e.external_id = r.id
  left join kidepot.part k on k.id = e.part_id
  left join kidepot.part i on i.ipn = g.ipn
 where r.kind = 'part';

insert into import_named (kind, id, name)
select 'part', p.id, p.name from partdb_part p where p.name is not null order by p.number;

-- What a part has within: its parameters, order details, lots and attachments.
create or replace function pg_temp.partdb_within(document jsonb, key text) returns setof jsonb
    language sql immutable as $$
select w.document
  from jsonb_array_elements(case jsonb_typeof(document -> key) when 'array' then document -> key
                                 else '[]' end) w (document)
 where jsonb_typeof(w.document) = 'object'
$$;

create temporary table partdb_parameter on commit drop as
select row_number() over (order by p.number, m.position) as number, p.place, p.name as part, m.name,
       m.value, row_number() over (partition by p.id, m.name order by m.position) as time
  from partdb_part p
 cross join lateral (
       select w.position, pg_temp.import_text(w.document ->> 'name') as name,
              coalesce(pg_temp.import_text(w.document ->> 'formatted'),
                       concat_ws(' ', coalesce(w.document ->> 'value_typical', w.document ->> 'value_max',
                                               w.document ->> 'value_min'),
                                 case when coalesce(w.document ->> 'value_typical',
                                                    w.document ->> 'value_max',
                                                    w.document ->> 'value_min') is not null
                                      then pg_temp.import_text(w.document ->> 'unit') end,
                                 pg_temp.import_text(w.document ->> 'value_text'))) as value
         from pg_temp.partdb_within(p.document, 'parameters') with ordinality w (document, position)
       union all
       select 0, 'Footprint', p.footprint) m
 where m.name is not null and m.value <> '';

create temporary table partdb_order on commit drop as
select row_number() over (order by p.number, w.position) as number, p.place, p.name as part,
       pg_temp.import_text(w.document -> 'supplier' ->> 'name') as supplier,
       pg_temp.import_text(w.document ->> 'supplierpartnr') as sku,
       pg_temp.import_text(w.document ->> 'supplier_product_url') as link
  from partdb_part p
 cross join lateral pg_temp.partdb_within(p.document, 'orderdetails')
       with ordinality w (document, position);

create temporary table partdb_lot on commit drop as
select p.number, p.place, p.name as part,
       coalesce(pg_temp.import_path(coalesce(w.document -> 'storage_location' ->> 'full_path',
                                             w.document -> 'storage_location' ->> 'full_name',
                                             w.document -> 'storage_location' ->> 'name')),
                pg_temp.import_key('location'), 'Part-DB') as location,
       pg_temp.import_number(w.document ->> 'amount') as quantity,
       coalesce(w.document ->> 'instock_unknown', 'false') not in ('true', '1')
           and pg_temp.import_number(w.document ->> 'amount') is not null as is_known
  from partdb_part p
 cross join lateral pg_temp.partdb_within(p.document, 'partLots') w (document);

-- Attachments that are called a datasheet, by their type or by their name; the first of a part.
create temporary table partdb_datasheet on commit drop as
select p.place, p.id as part_id,
       coalesce(pg_temp.import_url(w.document ->> 'external_path'),
                pg_temp.import_url(w.document ->> 'url'),
                pg_temp.import_url(w.document ->> 'media_url'),
                pg_temp.import_url(rtrim(coalesce(pg_temp.import_key('server'),
                                                  pg_temp.import_server()), '/')
                                   || replace(w.document ->> 'media_url', ' ', '%20'))) as url,
       row_number() over (partition by p.id order by w.position) as time
  from partdb_part p
 cross join lateral pg_temp.partdb_within(p.document, 'attachments')
       with ordinality w (document, position)
 where concat_ws(' ', w.document ->> 'name', w.document -> 'attachment_type' ->> 'name') ~* 'data ?sheet';

-- What is here and there no more is looked for part by part.
create index on partdb_lot (part, location);

analyze import_named;
analyze partdb_category;
analyze partdb_part;
analyze partdb_parameter;
analyze partdb_order;
analyze partdb_lot;
