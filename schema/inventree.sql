-- What an import makes of InvenTree's records, after they are all in import_record: tables
-- by which its ids are followed, and what each part and category is to be called.

analyze import_record;

create temporary table inventree_template on commit drop as
select r.number, r.id, r.place, pg_temp.import_text(r.document ->> 'name') as name,
       pg_temp.import_text(r.document ->> 'units') as unit
  from import_record r
 where r.kind = 'template';

-- Which parameter means what to KiCad: as --map says, else as the plugin's settings do.
create temporary table inventree_role on commit drop as
select k.role, coalesce(pg_temp.import_key(k.role), t.name) as name
  from (values ('symbol_parameter', 'KICAD_SYMBOL_PARAMETER'),
               ('footprint_parameter', 'KICAD_FOOTPRINT_PARAMETER'),
               ('reference_parameter', 'KICAD_REFERENCE_PARAMETER'),
               ('value_parameter', 'KICAD_VALUE_PARAMETER'),
               ('visible_parameter', 'KICAD_FIELD_VISIBILITY_PARAMETER'),
               ('exclude_from_bom_parameter', 'KICAD_EXCLUDE_FROM_BOM_PARAMETER'),
               ('exclude_from_board_parameter', 'KICAD_EXCLUDE_FROM_BOARD_PARAMETER'),
               ('exclude_from_sim_parameter', 'KICAD_EXCLUDE_FROM_SIM_PARAMETER')) k (role, setting)
  left join import_record r on r.kind = 'setting' and r.document ->> 'key' = k.setting
  left join inventree_template t on t.id = r.document ->> 'value'
 where coalesce(pg_temp.import_key(k.role), t.name) is not null;

-- Parameters that become columns of the part and are none besides.
create temporary view inventree_column as
select o.role, o.name
  from inventree_role o
 where o.role not in ('footprint_parameter', 'value_parameter');

-- Names of the parameters that KiCad draws, in small letters.
create temporary table inventree_visible on commit drop as
select distinct lower(btrim(n.name)) as name
  from (select coalesce(pg_temp.import_key('visible_parameters'),
                        (select r.document ->> 'value'
                           from import_record r
                          where r.kind = 'setting'
                            and r.document ->> 'key' = 'KICAD_FIELD_VISIBILITY_PARAMETER_GLOBAL'
                          limit 1)) as list) l
 cross join lateral string_to_table(l.list, ',') n (name);

-- The plugin's own word on a category; the templates as numbers, or as objects with their names.
create temporary table inventree_kicad_category on commit drop as
select r.id, pg_temp.import_id(r.document -> 'category') as category_id,
       pg_temp.import_text(r.document ->> 'default_symbol') as symbol,
       pg_temp.import_text(r.document ->> 'default_footprint') as footprint,
       pg_temp.import_text(r.document ->> 'default_reference') as reference,
       v.name as value_parameter, f.name as footprint_parameter
  from import_record r
  left join inventree_template v
    on v.id = pg_temp.import_id(r.document -> 'default_value_parameter_template')
  left join inventree_template f
    on f.id = pg_temp.import_id(r.document -> 'footprint_parameter_template')
 where r.kind = 'kicad-category';

-- A path is what the category is called here, if it is here already; names have no "/" here.
create temporary table inventree_category on commit drop as
with recursive given as (
    select r.number, r.id, r.place, r.document, pg_temp.import_id(r.document -> 'parent') as parent_id,
           translate(pg_temp.import_text(r.document ->> 'name'), '/', '-') as name, c.path as known
      from import_record r
      left join kidepot.external_id e
        on e.system = pg_temp.import_key('system') and e.kind = 'category' and e.external_id = r.id
      left join kidepot.category_resolved c on c.category_id = e.category_id
     where r.kind = 'category'
), tree as (
    select g.number, g.id, g.place, g.document, coalesce(g.known, g.name) as path, true as is_root
      from given g
     where g.parent_id is null
    union all
    select g.number, g.id, g.place, g.document, coalesce(g.known, concat_ws('/', u.path, g.name)), false
      from given g
      join tree u on u.id = g.parent_id
)
select t.number, t.id, t.place, t.document, t.path, t.is_root from tree t;

insert into import_named (kind, id, name)
select 'category', c.id, c.path from inventree_category c where c.path is not null order by c.number;

-- A part is called as it is here, if it is here already, by its id or its IPN.
create temporary table inventree_part on commit drop as
select r.number, r.id, r.place, r.document, g.ipn, c.path as category,
       coalesce(k.name, i.name,
                case coalesce(pg_temp.import_key('part_name'), 'name')
                    when 'ipn' then coalesce(g.ipn, g.name)
                    when 'full_name' then concat_ws(' | ', g.ipn, g.name, g.revision)
                    else g.name
                end) as name
  from import_record r
 cross join lateral (
       select pg_temp.import_text(r.document ->> 'name') as name,
              pg_temp.import_text(r.document ->> 'IPN') as ipn,
              pg_temp.import_text(r.document ->> 'revision') as revision) g
  left join inventree_category c on c.id = pg_temp.import_id(r.document -> 'category')
  left join kidepot.external_id e
    on e.system = pg_temp.import_key('system') and e.kind = 'part' and e.external_id = r.id
  left join kidepot.part k on k.id = e.part_id
  left join kidepot.part i on i.ipn = g.ipn
 where r.kind = 'part';

insert into import_named (kind, id, name)
select 'part', p.id, p.name from inventree_part p where p.name is not null order by p.number;

-- InvenTree before 1.2 says "part", later versions "model_type" and "model_id".
create temporary table inventree_parameter on commit drop as
select r.number, r.place, p.name as part, p.id as part_id,
       coalesce(t.name, pg_temp.import_text(r.document -> 'template_detail' ->> 'name')) as name,
       pg_temp.import_text(r.document ->> 'data') as value
  from import_record r
  left join inventree_template t on t.id = pg_temp.import_id(r.document -> 'template')
  left join inventree_part p
    on p.id = coalesce(pg_temp.import_id(r.document -> 'part'),
                       case when r.document ->> 'model_type' ~ '^(part\.)?part$'
                            then r.document ->> 'model_id' end)
 where r.kind = 'parameter';

create temporary table inventree_company on commit drop as
select r.id, pg_temp.import_text(r.document ->> 'name') as name
  from import_record r
 where r.kind = 'company';

create temporary table inventree_manufacturer_part on commit drop as
select r.number, r.id, r.place, p.id as part_id,
       coalesce(c.name, pg_temp.import_text(r.document -> 'manufacturer_detail' ->> 'name'))
           as manufacturer,
       pg_temp.import_text(r.document ->> 'MPN') as mpn,
       row_number() over (partition by p.id order by r.number) as place_in_part
  from import_record r
  join inventree_part p on p.id = pg_temp.import_id(r.document -> 'part')
  left join inventree_company c on c.id = pg_temp.import_id(r.document -> 'manufacturer')
 where r.kind = 'manufacturer-part';

create temporary table inventree_supplier_part on commit drop as
select r.number, r.place, p.name as part,
       coalesce(c.name, pg_temp.import_text(r.document -> 'supplier_detail' ->> 'name')) as supplier,
       pg_temp.import_text(r.document ->> 'SKU') as sku,
       pg_temp.import_text(r.document ->> 'link') as link
  from import_record r
  left join inventree_part p on p.id = pg_temp.import_id(r.document -> 'part')
  left join inventree_company c on c.id = pg_temp.import_id(r.document -> 'supplier')
 where r.kind = 'supplier-part';

create temporary table inventree_location on commit drop as
with recursive tree as (
    select r.number, r.id, r.place, r.document, pg_temp.import_text(r.document ->> 'name') as path
      from import_record r
     where r.kind = 'location' and pg_temp.import_id(r.document -> 'parent') is null
    union all
    select r.number, r.id, r.place, r.document,
           concat_ws('/', u.path, pg_temp.import_text(r.document ->> 'name'))
      from import_record r
      join tree u on u.id = pg_temp.import_id(r.document -> 'parent')
     where r.kind = 'location'
)
select t.number, t.id, t.place, t.document, t.path from tree t;

-- What is there: not what is built in, sold, with a customer or not yet made.
create temporary table inventree_stock on commit drop as
select r.number, r.place, p.name as part,
       coalesce(l.path, pg_temp.import_key('location'), 'InvenTree') as location,
       pg_temp.import_number(r.document ->> 'quantity') as quantity,
       num_nonnulls(pg_temp.import_id(r.document -> 'belongs_to'),
                    pg_temp.import_id(r.document -> 'sales_order'),
                    pg_temp.import_id(r.document -> 'customer'),
                    pg_temp.import_id(r.document -> 'consumed_by')) = 0
           and coalesce(r.document ->> 'is_building', 'false') <> 'true'
           and pg_temp.import_number(r.document ->> 'quantity') is not null as is_there
  from import_record r
  left join inventree_part p on p.id = pg_temp.import_id(r.document -> 'part')
  left join inventree_location l on l.id = pg_temp.import_id(r.document -> 'location')
 where r.kind = 'stock';

-- Files called "datasheet" by their comments, as the plugin has it; the first of a part.
create temporary table inventree_datasheet on commit drop as
select r.number, r.place, p.id as part_id,
       coalesce(pg_temp.import_url(r.document ->> 'link'),
                pg_temp.import_url(r.document ->> 'attachment'),
                pg_temp.import_url(rtrim(coalesce(pg_temp.import_key('server'),
                                                  pg_temp.import_server()), '/')
                                   || replace(r.document ->> 'attachment', ' ', '%20'))) as url,
       row_number() over (partition by p.id order by r.number) as place_in_part
  from import_record r
  join inventree_part p
    on p.id = coalesce(pg_temp.import_id(r.document -> 'part'),
                       case when r.document ->> 'model_type' ~ '^(part\.)?part$'
                            then r.document ->> 'model_id' end)
 where r.kind = 'attachment'
   and lower(btrim(r.document ->> 'comment')) = 'datasheet';

-- What is here and there no more is looked for part by part.
create index on inventree_stock (part, location);

analyze import_named;
analyze inventree_template;
analyze inventree_category;
analyze inventree_part;
analyze inventree_parameter;
analyze inventree_supplier_part;
analyze inventree_stock;
