-- Values as sheets have them. A decimal comma is one, but where it may part thousands. A
-- value that has its unit already is not given it again: "16V", "1%", "1/4W".

-- The number a text means, counted in the unit: 4700, 4.7k, 4k7, 4.7 kΩ, 4,7 kΩ, 0.1 µF,
-- 1e-7. Null when it means none, and of 1,000, which may be either.
create or replace function kidepot.si_parse(value text, unit text) returns numeric
    language plpgsql immutable strict parallel safe set search_path = pg_catalog, pg_temp as $$
declare
    rest text := translate(value, 'µμ', 'uu');
    ending text := translate(unit, 'µμ', 'uu');
    found text[];
    exponent integer;
begin
    -- Most values are this, and need no more.
    if rest ~ '^[0-9]{1,30}(\.[0-9]{1,30})?$' and ending !~ '[0-9]$' then
        return trim_scale(rest::numeric);
    end if;
    if ending <> '' and right(rest, length(ending)) = ending then
        rest := left(rest, -length(ending));
    elsif ending ~ '^(Ω|Ω|[oO]hms?)$' then
        rest := regexp_replace(rest, '(Ω|Ω|[oO]hms?)$', '');
    end if;
    rest := btrim(rest);
    -- Three digits behind a comma may be the rest of a thousand.
    if rest ~ '^[+-]?[0-9]+,[0-9]+[^0-9.,]*$' and rest !~ '^[+-]?0*[1-9][0-9]*,[0-9]{3}([^0-9]|$)' then
        rest := replace(rest, ',', '.');
    end if;
    if rest ~ '^[+-]?[0-9]+[pnumRkKMGT][0-9]+$' then
        rest := regexp_replace(rest, '^([+-]?[0-9]+)([a-zA-Z])([0-9]+)$', '\1.\3\2');
    end if;
    -- The limit by itself: in what is taken out of a text it takes ten times as long.
    found := regexp_match(rest,
        '^([+-]?[0-9]+(?:\.[0-9]*)?|[+-]?\.[0-9]+)(?:[eE]([+-]?[0-9]{1,2}))?\s*([pnumRkKMGT]?)$');
    if found is null or found[1] ~ '[0-9]{31}' then
        return null;
    end if;
    exponent := coalesce(found[2]::integer, 0)
        + (array[-12, -9, -6, -3, 0, 0, 3, 3, 6, 9, 12])[strpos('pnumR kKMGT', coalesce(nullif(found[3], ''), ' '))];
    return trim_scale(found[1]::numeric
                      * case when exponent = 0 then 1 else 10::numeric ^ exponent end);
end $$;

-- The unit behind what ends as a number does; other text stays as it is.
create function kidepot.with_unit(value text, unit text) returns text
    language sql immutable parallel safe
    return case when right(value, length(unit)) = unit or value !~ '[0-9]\s*[pnuµμmkKMGT]?$'
                then value
                else concat_ws(' ', value, unit) end;

create or replace view kidepot.part_rules as
select p.id as part_id,
       r.kicad_id,
       kidepot.kicad_name(p.name) as name,
       kidepot.in_library(own.symbol, symbol_library.nickname) as symbol,
       coalesce(p.reference, r.reference)::text as reference,
       v.value,
       kidepot.in_library(own.footprint, footprint_library.nickname) as footprint,
       array(select kidepot.in_library(a.footprint, l.nickname)
               from kidepot.alternate a
               left join kidepot.kicad_library_resolved l
                 on l.kind = 'footprint' and l.name = split_part(a.footprint, ':', 1)
              where a.part_id = p.id
              order by a.position) as footprint_filters,
       p.datasheet::text as datasheet,
       d.description,
       d.keywords,
       p.exclude_from_bom,
       p.exclude_from_board,
       p.exclude_from_sim,
       f.field_names,
       f.field_values,
       f.field_visible,
       p.bucket_id as category_id,
       stock.description as listed_description,
       case when s.stock_format is not null
            then concat_ws(' ', nullif(d.keywords, ''), stock.keywords) end as listed_keywords,
       pins.footprints as pin_map_footprints,
       pins.pins as pin_map_pins,
       pins.pads as pin_map_pads
  from kidepot.part p
  join kidepot.category_resolved r on r.category_id = p.bucket_id
 cross join kidepot.setting s
 cross join lateral (
       select array_agg(n.field_name) filter (where n.served) as field_names,
              array_agg(n.shown) filter (where n.served) as field_values,
              array_agg(n.visible) filter (where n.served) as field_visible,
              array_agg(n.name) as names,
              array_agg(n.short) as shorts,
              max(n.short) filter (where n.template_id = r.value_parameter_template_id)
                  as value
         from (select t.id as template_id,
                      t.name::text as name,
                      coalesce(w.field_name, cf.field_name, t.field_name, t.name)::text as field_name,
                      coalesce(w.visible, cf.visible, t.visible) as visible,
                      coalesce(w.served, cf.served, t.served) as served,
                      w.position,
                      case when w.number is null then kidepot.with_unit(w.value, t.unit)
                           else kidepot.si_display(w.number, t.unit) end as shown,
                      case when w.number is null then kidepot.with_unit(w.value, t.unit)
                           else kidepot.si_format(w.number, t.unit, s.value_style) end as short
                 from (select m.template_id, m.value::text as value, m.field_name, m.visible,
                              m.served, 4 as position
                         from kidepot.parameter m
                        where m.part_id = p.id) as given
                 join kidepot.parameter_template t on t.id = given.template_id
                cross join lateral (
                      select given.*, case when t.si_prefix
                                           then kidepot.si_parse(given.value, coalesce(t.unit, ''))
                                      end as number
                      offset 0) w
                 left join kidepot.category_field_resolved cf
                   on cf.category_id = p.bucket_id and cf.template_id = t.id
               union all
               select t.id, t.name::text, coalesce(cf.field_name, t.field_name, t.name)::text,
                      coalesce(cf.visible, t.visible), coalesce(cf.served, t.served), own.position,
                      own.value, own.value
                 from kidepot.parameter_template t
                cross join lateral (
                      select case t.source when 'ipn' then p.ipn
                                           when 'manufacturer' then p.manufacturer
                                           when 'mpn' then p.mpn end::text as value,
                             array_position(array['ipn', 'manufacturer', 'mpn'], t.source)
                                 as position) own
                 left join kidepot.category_field_resolved cf
                   on cf.category_id = p.bucket_id and cf.template_id = t.id
                where t.source is not null
                  and own.value is not null
               union all
               select null, u.name::text, u.field_name::text, false, u.field_name is not null, 5,
                      min(sp.sku::text), min(sp.sku::text)
                 from kidepot.supplier_part sp
                 join kidepot.supplier u on u.id = sp.supplier_id
                where sp.part_id = p.id
                group by u.id
                order by 6, 3) n) f
 cross join lateral (
       select coalesce(p.value::text,
                       case when r.value_template is not null
                            then kidepot.expand(r.value_template,
                                                f.names || array['Name', 'Description'],
                                                f.shorts || array[p.name::text,
                                                                  p.description::text]) end,
                       f.value,
                       p.name::text) as value
       offset 0) v
  left join lateral kidepot.mapped_footprint(p.id, r.footprint_parameter_template_id, r.ancestors)
       mapped on true
 cross join lateral (
       select coalesce(p.symbol, r.symbol)::text as symbol,
              coalesce(p.footprint, mapped.footprint, r.footprint)::text as footprint) own
  left join kidepot.kicad_library_resolved symbol_library
    on symbol_library.kind = 'symbol'
   and symbol_library.name = split_part(own.symbol, ':', 1)
  left join kidepot.kicad_library_resolved footprint_library
    on footprint_library.kind = 'footprint'
   and footprint_library.name = split_part(own.footprint, ':', 1)
 cross join lateral (
       select case when p.not_for_new_designs then 'Not for new designs. ' else '' end
                  || coalesce(p.description, p.name) as description,
              concat_ws(' ', p.keywords, p.ipn, p.mpn, p.manufacturer, nullif(v.value, p.name),
                        (select string_agg(sp.sku, ' ' order by sp.sku)
                           from kidepot.supplier_part sp
                          where sp.part_id = p.id)) as keywords) d
  left join lateral (
       select kidepot.stock_text(s.stock_format, d.description, n.quantity, n.names, n.texts)
                  as description,
              kidepot.stock_text(s.stock_format, '', n.quantity, n.names, n.texts) as keywords
         from (select coalesce((select sum(k.quantity)
                                  from kidepot.stock k
                                 where k.part_id = p.id), 0) as quantity,
                      f.names || array['Name', 'Description', 'Keywords', 'Value'] as names,
                      f.shorts || array[p.name::text, p.description::text, p.keywords::text,
                                        v.value] as texts) n
        where s.stock_format is not null
       offset 0) stock on true
 cross join lateral (
       select array_agg(kidepot.in_library(m.footprint, u.nickname)
                        order by u.position, length(m.pin), m.pin collate "C",
                                                   m.pad collate "C") as footprints,
              array_agg(m.pin::text order by u.position, length(m.pin), m.pin collate "C",
                                             m.pad collate "C") as pins,
              array_agg(m.pad::text order by u.position, length(m.pin), m.pin collate "C",
                                             m.pad collate "C") as pads
         from kidepot.pin_map m
         join (select own.footprint, 0 as position, footprint_library.nickname
               union all
               select a.footprint::text, a.position, l.nickname
                 from kidepot.alternate a
                 left join kidepot.kicad_library_resolved l
                   on l.kind = 'footprint' and l.name = split_part(a.footprint, ':', 1)
                where a.part_id = p.id) u on u.footprint = m.footprint
        where m.part_id = p.id) pins
 where p.active
   and not p.template
   and r.exposed
   and case when s.hold_unpublished
            then kidepot.is_published('symbol', own.symbol)
                 and kidepot.is_published('footprint', own.footprint)
            else true end;

select kidepot.part_resolve(array(
    select distinct m.part_id
      from kidepot.parameter m
      join kidepot.parameter_template t on t.id = m.template_id
     where t.unit is not null
        or t.si_prefix));
