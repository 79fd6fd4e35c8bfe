-- Where the records of a netlist wait until the file is read: run at the start of
-- each import, in its transaction, and gone with it. One table for all of them, for a
-- connection carries one COPY at a time.

-- No notice may come between the rows that are sent.
set local client_min_messages = error;

-- Which record has what where stands in the views below. number counts the records of
-- one tag, from 1; owner is that of a node's net.
create temporary table netlist_row (
    tag "char" not null,
    number bigint not null,
    owner bigint,
    a text,
    b text,
    c text,
    d text,
    cells text[],
    says text[],
    names text[],
    texts text[],
    more_names text[],
    more_texts text[],
    list text[],
    more_list text[]
) on commit drop;

create temporary view netlist_textvar as
select number, a as name, b as value from netlist_row where tag = 'v';

create temporary view netlist_sheet as
select number, a as page, b as name, c as tstamps, d as sheet_id, cells[1] as title,
       cells[2] as company, cells[3] as revision, cells[4] as date, cells[5] as source,
       names as comment_numbers, texts as comments
  from netlist_row where tag = 's';

-- says is what parts are sought by, '' for what is not said: library and name of the
-- symbol without KiCad's escapes, value, footprint, part id, IPN, MPN.
create temporary view netlist_component as
select number, a as ref, b as value, c as sheet_id, d as symbol_id,
       cells[1] as footprint, cells[2] as datasheet, cells[3] as description, cells[4] as lib,
       cells[5] as part, cells[6] as library_description,
       cells[7]::boolean as exclude_from_bom, cells[8]::boolean as exclude_from_board,
       cells[9]::boolean as exclude_from_pos_files, cells[10]::boolean as dnp,
       cells[11] as sheet_names, cells[12] as sheet_tstamps, cells[13]::jsonb as detail,
       cells[14] as tstamp,
       says, names as field_names, texts as field_values,
       more_names as property_names, more_texts as property_values,
       list as tstamps, more_list as classes
  from netlist_row where tag = 'c';

create temporary view netlist_libpart as
select number, a as lib, b as part, c as description, d as docs, cells as aliases,
       says as footprints, names as field_names, texts as field_values,
       list as pin_numbers, more_names as pin_names, more_texts as pin_types
  from netlist_row where tag = 'p';

create temporary view netlist_library as
select number, a as logical, b as uri from netlist_row where tag = 'l';

create temporary view netlist_net as
select number, a as code, b as name, c as true_name, d as class
  from netlist_row where tag = 'n';

create temporary view netlist_node as
select owner as net_number, number, a as ref, b as pin, c as function, d as type
  from netlist_row where tag = 'o';

-- Components that say the same are the same part: they are matched together.
create temporary table netlist_group (
    id bigint generated always as identity,
    says text[] not null,
    components bigint not null,
    part_id bigint,
    rule text
) on commit drop;

create temporary table netlist_candidate (
    group_id bigint,
    part_id bigint,
    rule text not null,
    primary key (group_id, part_id)
) on commit drop;

-- library is the HTTP library's nickname, at the rule that goes by it.
create temporary table netlist_rule (rule text primary key, library text) on commit drop;

create or replace function pg_temp.netlist_group_components(rules text[], library text) returns void
    language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    -- What is joined and counted by; the other columns would take far longer.
    analyze netlist_row (tag, number, says);
    insert into netlist_rule
    select r, case r when 'library' then library end from unnest(rules) r on conflict do nothing;
    insert into netlist_group (says, components)
    select c.says, count(*) from netlist_component c group by c.says order by min(c.number);
    analyze netlist_group;
end $$;

-- Why these rules find no part for what is said.
create or replace function pg_temp.netlist_why_none(says text[], rules text[], library text)
    returns text language sql immutable set search_path = pg_catalog, pg_temp as $$
    select case
        when says[1] = library then format('the HTTP library has no part "%s"', says[2])
        when says[5] <> '' and 'id' = any (rules) then format('no part has the id "%s"', says[5])
        when says[6] <> '' and 'ipn' = any (rules) then format('no part has the IPN "%s"', says[6])
        when says[7] <> '' and 'mpn' = any (rules) then format('no part has the MPN "%s"', says[7])
        when says[3] <> '' and says[4] <> '' and 'value' = any (rules)
            then format('no part has %sthe value "%s" with the footprint "%s"',
                        case when 'name' = any (rules) then 'its name, nor ' else '' end,
                        says[3], says[4])
        when n.words is not null
            then format(case when cardinality(n.words) = 1 then 'it says %sno %s%s'
                             else 'it says neither %s nor %s%s' end,
                        array_to_string(trim_array(n.words, 1), ', '),
                        n.words[cardinality(n.words)],
                        case when 'name' = any (rules) then ', and no part has its name'
                             else '' end)
        when 'name' = any (rules) then 'no part has its name'
        else format('its symbol is not of the HTTP library "%s"', library) end
      from (select array_agg(w.word order by w.position)
              from (values (1, 'id', 'id'), (2, 'ipn', 'IPN'), (3, 'mpn', 'MPN'),
                           (4, 'value', case when says[3] = '' then 'value' else 'footprint' end))
                   w (position, rule, word)
             where w.rule = any (rules)) n (words);
$$;

create temporary view netlist_status as
select g.id, g.says, g.components, g.part_id, p.name::text as part,
       coalesce(g.rule, k.rule) as rule,
       case when g.rule is null then k.names end as candidates,
       case when g.part_id is not null then 'matched'
            when g.rule is not null then 'no part'
            when k.rule is not null then 'ambiguous'
            else 'unmatched' end as status
  from netlist_group g
  left join kidepot.part p on p.id = g.part_id
  left join lateral (select min(c.rule) as rule, array_agg(q.name::text order by q.name) as names
                       from netlist_candidate c
                       join kidepot.part q on q.id = c.part_id
                      where c.group_id = g.id) k on true;

-- The same with why it is so. Materialized: else each component of a group is told anew.
create temporary view netlist_reason as
with reason as materialized (
    select s.*,
           case s.status
               when 'ambiguous'
                   then format('%s parts are found by rule "%s"', cardinality(s.candidates), s.rule)
               when 'unmatched' then pg_temp.netlist_why_none(s.says, r.rules, r.library) end as why
      from netlist_status s
     cross join (select array_agg(rule) as rules, max(library) as library from netlist_rule) r
)
table reason;

-- Every component, those of one part together.
create temporary view netlist_report as
select c.ref as reference, s.status, s.rule, s.part_id, s.part,
       array_to_string(s.candidates, '; ') as candidates, s.why,
       nullif(s.says[1], '') as library, nullif(s.says[2], '') as symbol,
       nullif(s.says[3], '') as value, nullif(s.says[4], '') as footprint,
       nullif(s.says[5], '') as id, nullif(s.says[6], '') as ipn, nullif(s.says[7], '') as mpn
  from netlist_component c
  join netlist_reason s on s.says = c.says
 order by s.part, s.id, c.number;

-- What the schematic would say of parts.
create temporary table netlist_write (
    part_id bigint not null,
    field text not null,
    old_value text,
    new_value text not null,
    refs text[] not null,
    outcome text not null
) on commit drop;

-- Names of fields are compared without case, blanks and . _ - #
create or replace function pg_temp.netlist_fold(name text) returns text
    language sql immutable set search_path = pg_catalog, pg_temp as $$
    select lower(translate(name, ' ._-#', ''));
$$;

-- Which fields are written back, by their folded names, the earlier ones first. Of
-- parameters, what their values are counted in.
create temporary table netlist_write_source (
    number bigint generated always as identity,
    name text not null,
    target text not null,
    unit text,
    si_prefix boolean not null default false
) on commit drop;

-- A parameter's value without its unit, which KiCad is given behind it: 5 of "5 %", 0.063 of
-- "63 mW". With SI prefixes a value keeps the spelling that it has.
create or replace function pg_temp.netlist_value_stored(value text, unit text, si_prefix boolean)
    returns text language sql immutable set search_path = pg_catalog, pg_temp as $$
    select case when right(value, length(unit) + 1) = ' ' || unit or w.rest ~ '[0-9]$'
                then rtrim(w.rest)
                when w.rest is null or si_prefix then value
                else coalesce(kidepot.si_parse(value, unit)::text, value) end
      from (select case when length(value) > length(unit) and right(value, length(unit)) = unit
                        then left(value, -length(unit)) end as rest) w;
$$;

-- Texts that mean the same have the same: "4k7" and "4.7 kΩ", "1/4" and "1/4 W".
create or replace function pg_temp.netlist_value_meant(value text, unit text, si_prefix boolean)
    returns text language sql immutable set search_path = pg_catalog, pg_temp as $$
    select case when unit is null and not coalesce(si_prefix, false) then value
                else coalesce(kidepot.si_parse(value, coalesce(unit, ''))::text,
                              case when length(value) > length(unit)
                                        and right(value, length(unit)) = unit
                                   then rtrim(left(value, -length(unit))) end,
                              value) end;
$$;

create or replace function pg_temp.netlist_one_line(value text) returns text
    language sql immutable set search_path = pg_catalog, pg_temp as $$
    select btrim(regexp_replace(value, '\s+', ' ', 'g'));
$$;

-- {0} of what kidepot.stock_text made by this format; null when the format has none, or when
-- nothing tells where it ends: only what the stock or a parameter may hold stands between. A
-- text that it did not make stays. Every quantifier is greedy, as the first makes the others
-- (PostgreSQL, 9.7.3.5).
create or replace function pg_temp.netlist_without_stock(value text, format text) returns text
    language sql immutable set search_path = pg_catalog, pg_temp as $$
    select case when format is null or value !~ p.pattern then value
                when strpos(format, '{0}') > 0
                     and format !~ '\{0\}( *[0-9.][0-9. ]*)?\{1\}|\{1\}( *[0-9.][0-9. ]*)?\{0\}'
                     and format !~ '\{0\}[0-9. ]*(\{1\}[0-9. ]*)*\{part'
                     and format !~ '\{part[^{}]+\}[0-9. ]*(\{1\}[0-9. ]*)*\{0\}'
                    then substring(value from p.pattern) end
      from (select regexp_replace(coalesce(format, ''), '([][\\.*+?^$()|])', '\\\1', 'g')
                   as escaped) e
     cross join lateral (
           select '^' || replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
                      regexp_replace(e.escaped, ' +', ' *', 'g'),
                      '(\{[01]\}) \*(?=\{[01]\})', '\1 +', 'g'),
                      '\{0\}', '(.*)'), '\{part[^{}]+\}', '.*', 'g'),
                      '\{1\}', '[0-9]+(?:\.[0-9]+)?', 'g'), '{0}', '.*') || '$' as pattern) p;
$$;

-- A description without what KiCad is given with it: stock, line breaks that have become blanks,
-- the word of what is not for new designs (kidepot.part_rules). Null is the name of the part,
-- which KiCad is given where there is no description.
create or replace function pg_temp.netlist_description_own(said text, of_part bigint) returns text
    language sql stable set search_path = pg_catalog, pg_temp as $$
    select case when said = r.listed_description
                     or pg_temp.netlist_one_line(p.description::text)
                        in (pg_temp.netlist_one_line(said), pg_temp.netlist_one_line(own.text))
                then p.description::text
                when exists (select from kidepot.part_name n
                              where n.part_id = p.id and n.name::text = own.text) then null
                else nullif(own.text, '') end
      from kidepot.part p
      left join kidepot.part_resolved r on r.part_id = p.id
     cross join lateral (
           select btrim(regexp_replace(
                      pg_temp.netlist_without_stock(said, s.stock_format::text),
                      '^Not for new designs\. ', '')) as text
             from kidepot.setting s) own
     where p.id = of_part;
$$;

create or replace function pg_temp.netlist_fits(field text, value text) returns boolean
    language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    perform case when field = 'datasheet' then value::kidepot.url::text
                 when field in ('symbol', 'footprint') then value::kidepot.library_id::text
                 when field = 'description' then value::kidepot.prose::text
                 else value::kidepot.line::text end;
    return true;
exception when check_violation then
    return false;
end $$;
