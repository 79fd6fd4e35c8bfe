-- Parts are found by their values as well, a number in the spellings that people type.

-- 4k7, 4.7kΩ and 4700; 100n, 100nF and 0.1uF. A piece of one will do.
create function kidepot.si_spellings(number numeric, unit text) returns text
    language sql immutable parallel safe
    return concat_ws(E'\n', kidepot.si_format(number, unit, '4k7'),
                     replace(kidepot.si_display(number, unit), ' ', ''),
                     case when abs(number) >= 1e3 and abs(number) < 1e9
                          then number::text
                          when abs(number) >= 1e-12 and abs(number) < 1e-9
                          then trim_scale(number * 1e9)::text || 'n' || coalesce(unit, '')
                          when abs(number) >= 1e-9 and abs(number) < 1e-6
                          then trim_scale(number * 1e6)::text || 'u' || coalesce(unit, '')
                          when abs(number) >= 1e-3 and abs(number) < 1
                          then number::text || coalesce(unit, '') end);

create or replace view kidepot.part_search_text as
select p.id as part_id, p.name::text as name,
       lower(concat_ws(E'\n', p.name, p.ipn, p.mpn,
                       (select string_agg(s.sku, E'\n' order by s.sku)
                          from kidepot.supplier_part s
                         where s.part_id = p.id),
                       p.manufacturer, p.description, p.keywords, p.value,
                       (select string_agg(concat_ws(E'\n', m.value, n.spellings), E'\n'
                                          order by m.template_id)
                          from kidepot.parameter m
                          join kidepot.parameter_template t on t.id = m.template_id
                         cross join lateral (
                               select coalesce(
                                   case when t.si_prefix
                                        then nullif(kidepot.si_spellings(
                                            kidepot.si_parse(m.value, coalesce(t.unit, '')),
                                            t.unit), '') end,
                                   -- 16V of what KiCad shows as 16 V.
                                   case when t.unit is not null
                                        then nullif(replace(kidepot.with_unit(m.value, t.unit),
                                                            ' ', ''), m.value) end) as spellings) n
                         where m.part_id = p.id))) as searched
  from kidepot.part p;

create trigger part_search_inserted after insert on kidepot.parameter
    referencing new table as inserted
    for each statement execute function kidepot.part_search_inserted('part_id');
create trigger part_search_updated after update on kidepot.parameter
    referencing old table as deleted new table as inserted
    for each statement execute function kidepot.part_search_updated('part_id');
create trigger part_search_deleted after delete on kidepot.parameter
    referencing old table as deleted
    for each statement execute function kidepot.part_search_deleted('part_id');

-- What numbers are of, and whether they are numbers.
create function kidepot.part_search_template() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform kidepot.part_search_keep(array(
        select distinct m.part_id
          from kidepot.parameter m
          join inserted n on n.id = m.template_id
          join deleted o on o.id = n.id
         where (n.unit, n.si_prefix) is distinct from (o.unit, o.si_prefix)));
    return null;
end $$;

create trigger part_search_updated after update on kidepot.parameter_template
    referencing old table as deleted new table as inserted
    for each statement execute function kidepot.part_search_template();

update kidepot.part_search o
   set searched = n.searched
  from kidepot.part_search_text n
 where n.part_id = o.part_id
   and o.searched <> n.searched;
