-- What KiCad's database libraries read: a table for each category that is shown, with the
-- values that the web program sends, in schema kicad_dbl. It is kept at the commit, under
-- the lock of generations, so that no two transactions make the same column. Tables and
-- columns are added and never taken away: KiCad loads nothing at all from a database library
-- of which it misses one table.

create schema kicad_dbl;

create table kidepot.dblib_table (
    kicad_id text primary key,
    name text not null unique
);

comment on table kidepot.dblib_table is 'the table of schema kicad_dbl that has a category''s parts';
comment on column kidepot.dblib_table.name is 'given once, so that files that name it stay good';

create table kidepot.dblib_column (
    kicad_id text not null,
    folded text not null,
    field_name text not null,
    name text not null,
    made boolean not null,
    primary key (kicad_id, folded),
    unique (kicad_id, name)
);

comment on table kidepot.dblib_column is 'the columns of these tables that have the further fields';
comment on column kidepot.dblib_column.folded is 'the field''s name in small letters, for KiCad has no other';
comment on column kidepot.dblib_column.field_name is 'as it was spelt at first';
comment on column kidepot.dblib_column.made is 'false: the table was in use; it is tried again';

-- Empty but within a transaction.
create unlogged table kidepot.dblib_due (
    transaction xid8 not null default pg_current_xact_id(),
    kicad_id text not null,
    part_id bigint not null,
    primary key (transaction, kicad_id, part_id)
);

comment on column kidepot.dblib_due.kicad_id is 'empty: at the commit all of the transaction are put in';

-- Without '_', which is any character where KiCad looks for a table.
create function kidepot.dblib_table_name(kicad_id text, path text) returns text
    language sql immutable parallel safe
    return case when kicad_id = 'former' then kicad_id
                else rtrim('c' || kicad_id || '-'
                           || left(btrim(regexp_replace(lower(path), '[^a-z0-9]+', '-', 'g'), '-'), 40),
                           '-') end;

-- In small letters of ASCII, as the documents compare them.
create function kidepot.folded_names(names text[]) returns text[]
    language sql immutable parallel safe
    return string_to_array(lower(array_to_string(names, E'\n') collate "C"), E'\n');

-- The rows of all these tables, as kicad.part has them, less those that are not sent.
create view kidepot.dblib_source as
select part_id, kicad_id, name, symbol, footprint, footprint_filters, reference, value, datasheet,
       description, keywords, exclude_from_bom, exclude_from_board, exclude_from_sim, field_names,
       field_values, field_visible, kidepot.folded_names(field_names) as folded
  from kidepot.part_resolved
 where symbol is not null
union all
select part_id, 'former', name, symbol, footprint, footprint_filters, reference, value, datasheet,
       description, keywords, exclude_from_bom, exclude_from_board, exclude_from_sim, field_names,
       field_values, field_visible, kidepot.folded_names(field_names)
  from kidepot.former_shown
 where symbol is not null;

-- The columns that each table has, all of them text, and what they are made of.
create function kidepot.dblib_fixed_columns() returns table (name text, expression text)
    language sql immutable parallel safe
begin atomic
    select *
      from (values
        ('name', 'p.name'),
        ('symbol', 'p.symbol'),
        ('footprints', 'array_to_string(case when p.footprint is not null '
                       || 'then array[p.footprint] || p.footprint_filters end, '';'')'),
        ('reference', 'p.reference'),
        ('value', 'translate(p.value, E''\t\n\r'', ''   '')'),
        ('datasheet', 'p.datasheet'),
        ('description', 'translate(p.description, E''\t\n\r'', ''   '')'),
        ('keywords', 'translate(p.keywords, E''\t\n\r'', ''   '')'),
        ('exclude_from_bom', 'p.exclude_from_bom::integer::text'),
        ('exclude_from_board', 'p.exclude_from_board::integer::text'),
        ('exclude_from_sim', 'p.exclude_from_sim::integer::text')) c (name, expression);
end;

-- The columns of a category's table and what they are made of, each as a list of SQL.
create function kidepot.dblib_lists(kicad_id text, out names text, out expressions text)
    language sql stable set search_path = pg_catalog, pg_temp as $$
    select string_agg(format('%I', c.name), ', ' order by c.place, c.name),
           string_agg(format('%s as %I', c.expression, c.name), ', ' order by c.place, c.name)
      from (select f.name, f.expression, 0 as place
              from kidepot.dblib_fixed_columns() f
             union all
            select d.name,
                   format('p.field_values[array_position(p.folded, %L)]', d.folded), 1
              from kidepot.dblib_column d
             where d.kicad_id = dblib_lists.kicad_id
               and d.made) c;
$$;

-- The table of a category, made when it is missing.
create function kidepot.dblib_make_table(kicad_id text) returns text
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    table_name text;
begin
    insert into kidepot.dblib_table as t (kicad_id, name)
    select c.id, kidepot.dblib_table_name(c.id, c.name)
      from kidepot.category_shown c
     where c.id = dblib_make_table.kicad_id
    on conflict do nothing;
    select t.name into table_name
      from kidepot.dblib_table t
     where t.kicad_id = dblib_make_table.kicad_id;
    if table_name is not null and to_regclass(format('kicad_dbl.%I', table_name)) is null then
        delete from kidepot.dblib_column d where d.kicad_id = dblib_make_table.kicad_id;
        execute format('create table kicad_dbl.%I (part_id bigint not null, %s, unique (name))',
                       table_name,
                       (select string_agg(format('%I text', f.name)
                                          || case when f.name = 'name' then ' collate "C"' else '' end, ', ')
                          from kidepot.dblib_fixed_columns() f));
        execute format('create index on kicad_dbl.%I (part_id)', table_name);
        execute format('grant select on kicad_dbl.%I to kidepot_dblib', table_name);
    end if;
    return table_name;
end $$;

-- Makes a column for each field of these parts, or of all when null, that the table has none
-- for, or that could not be made before. True when there is one of the latter, of which all
-- parts must be put in.
-- Whoever reads the table and does not end keeps out no change of the catalogue.
create function kidepot.dblib_make_columns(kicad_id text, part_ids bigint[]) returns boolean
    language plpgsql security definer set search_path = pg_catalog, pg_temp
    set lock_timeout = '500ms' as $$
declare
    table_name constant text := (select t.name from kidepot.dblib_table t
                                  where t.kicad_id = dblib_make_columns.kicad_id);
    late constant boolean := exists (select from kidepot.dblib_column d
                                      where d.kicad_id = dblib_make_columns.kicad_id
                                        and not d.made);
    missing text;
begin
    with field as (
        select u.folded, min(u.field_name collate "C") as field_name
          from (select distinct p.field_names
                  from kidepot.dblib_source p
                 where p.kicad_id = dblib_make_columns.kicad_id
                   and (part_ids is null or p.part_id = any (part_ids))) n
         cross join unnest(n.field_names, kidepot.folded_names(n.field_names)) u (field_name, folded)
         where u.folded not in ('reference', 'value', 'footprint', 'datasheet', 'description', 'keywords')
         group by u.folded
    ), fresh as (
        select f.*, row_number() over (order by f.folded collate "C")
                    + (select count(*) from kidepot.dblib_column d
                        where d.kicad_id = dblib_make_columns.kicad_id) as place
          from field f
         where f.folded not in (select d.folded from kidepot.dblib_column d
                                 where d.kicad_id = dblib_make_columns.kicad_id)
    )
    insert into kidepot.dblib_column (kicad_id, folded, field_name, name, made)
    select dblib_make_columns.kicad_id, f.folded, f.field_name,
           case when octet_length(f.folded) <= 63 and f.folded !~ '["\\?{}]|^field [0-9]+$'
                     and f.folded <> 'part_id'
                     and f.folded not in (select c.name from kidepot.dblib_fixed_columns() c)
                then f.folded else 'field ' || f.place end,
           false
      from fresh f
     where f.place <= 500;
    select string_agg(format('add column %I text', d.name), ', ' order by d.name) into missing
      from kidepot.dblib_column d
     where d.kicad_id = dblib_make_columns.kicad_id
       and not d.made;
    if missing is null then
        return false;
    end if;
    begin
        execute format('alter table kicad_dbl.%I %s', table_name, missing);
    exception when lock_not_available then
        raise warning 'table kicad_dbl."%" is in use and gets its new columns with a later change', table_name;
        return false;
    end;
    update kidepot.dblib_column d
       set made = true
     where d.kicad_id = dblib_make_columns.kicad_id;
    return late;
end $$;

-- Puts the parts of a category in as they are now: these, or all when null.
create function kidepot.dblib_put(kicad_id text, part_ids bigint[]) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
    set plan_cache_mode = force_custom_plan set jit = off as $$
declare
    table_name constant text := (select t.name from kidepot.dblib_table t
                                  where t.kicad_id = dblib_put.kicad_id);
    lists record;
begin
    select * into lists from kidepot.dblib_lists(kicad_id);
    execute format('insert into kicad_dbl.%I (part_id, %s) '
                   'select p.part_id, %s '
                   'from (select s.* from kidepot.dblib_source s '
                   'where s.kicad_id = $1 and ($2 is null or s.part_id = any ($2)) offset 0) p',
                   table_name, lists.names, lists.expressions)
      using kicad_id, part_ids;
end $$;

-- All parts of a category, from nothing.
create function kidepot.dblib_fill(kicad_id text) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    table_name constant text := kidepot.dblib_make_table(kicad_id);
begin
    if table_name is null then
        return;
    end if;
    execute format('delete from kicad_dbl.%I', table_name);
    perform kidepot.dblib_make_columns(kicad_id, null);
    perform kidepot.dblib_put(kicad_id, null);
end $$;

-- A part may have moved, and another may have taken its name: all leave before one comes.
create function kidepot.dblib_flush() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    category record;
    table_name text;
    whole text[] := '{}';
begin
    perform pg_advisory_xact_lock('kidepot.generation'::regclass::oid::bigint);
    for category in select d.kicad_id, array_agg(d.part_id) as part_ids
                      from kidepot.dblib_due d
                     where d.transaction = pg_current_xact_id()
                       and d.kicad_id <> ''
                     group by d.kicad_id
                     order by d.kicad_id loop
        table_name := kidepot.dblib_make_table(category.kicad_id);
        continue when table_name is null;
        execute format('delete from kicad_dbl.%I where part_id = any ($1)', table_name)
          using category.part_ids;
        if kidepot.dblib_make_columns(category.kicad_id, category.part_ids) then
            execute format('delete from kicad_dbl.%I', table_name);
            whole := whole || category.kicad_id;
        end if;
    end loop;
    for category in select d.kicad_id, array_agg(d.part_id) as part_ids
                      from kidepot.dblib_due d
                      join kidepot.dblib_table t on t.kicad_id = d.kicad_id
                     where d.transaction = pg_current_xact_id()
                     group by d.kicad_id
                     order by d.kicad_id loop
        perform kidepot.dblib_put(category.kicad_id,
                                  case when category.kicad_id <> all (whole) then category.part_ids end);
    end loop;
    delete from kidepot.dblib_due where transaction = pg_current_xact_id();
    return null;
end $$;

create constraint trigger dblib_flush after insert on kidepot.dblib_due
    deferrable initially deferred
    for each row when (new.kicad_id = '') execute function kidepot.dblib_flush();

create function kidepot.dblib_note() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if tg_op = 'INSERT' then
        insert into kidepot.dblib_due (kicad_id, part_id)
        select i.kicad_id, i.part_id from inserted i
        on conflict do nothing;
    elsif tg_op = 'DELETE' then
        insert into kidepot.dblib_due (kicad_id, part_id)
        select d.kicad_id, d.part_id from deleted d
        on conflict do nothing;
    else
        -- Stock, for one, is in no table.
        insert into kidepot.dblib_due (kicad_id, part_id)
        select k.kicad_id, i.part_id
          from deleted d
          join inserted i on i.part_id = d.part_id
         cross join lateral (values (d.kicad_id), (i.kicad_id)) k (kicad_id)
         where (d.kicad_id, d.name, d.symbol, d.reference, d.value, d.footprint, d.footprint_filters,
                d.datasheet, d.description, d.keywords, d.exclude_from_bom, d.exclude_from_board,
                d.exclude_from_sim, d.field_names, d.field_values)
               is distinct from
               (i.kicad_id, i.name, i.symbol, i.reference, i.value, i.footprint, i.footprint_filters,
                i.datasheet, i.description, i.keywords, i.exclude_from_bom, i.exclude_from_board,
                i.exclude_from_sim, i.field_names, i.field_values)
        on conflict do nothing;
    end if;
    if found then
        insert into kidepot.dblib_due (kicad_id, part_id) values ('', 0) on conflict do nothing;
    end if;
    return null;
end $$;

create trigger dblib_insert after insert on kidepot.part_resolved
    referencing new table as inserted
    for each statement execute function kidepot.dblib_note();
create trigger dblib_update after update on kidepot.part_resolved
    referencing old table as deleted new table as inserted
    for each statement execute function kidepot.dblib_note();
create trigger dblib_delete after delete on kidepot.part_resolved
    referencing old table as deleted
    for each statement execute function kidepot.dblib_note();

create function kidepot.dblib_empty() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    table_name text;
begin
    for table_name in select t.name from kidepot.dblib_table t loop
        execute format('delete from kicad_dbl.%I', table_name);
    end loop;
    return null;
end $$;

create trigger dblib_truncate after truncate on kidepot.part_resolved
    for each statement execute function kidepot.dblib_empty();

-- Categories that are shown without parts, and former names.
create function kidepot.dblib_follow() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if exists (select from changed c where c.subject = 'categories') then
        perform kidepot.dblib_make_table(c.id)
           from kidepot.category_shown c
          where c.id <> 'former'
            and c.id not in (select t.kicad_id from kidepot.dblib_table t);
    end if;
    if exists (select from changed c where c.subject = 'category former') then
        perform kidepot.dblib_fill('former');
    end if;
    return null;
end $$;

create trigger dblib_insert after insert on kidepot.generation
    referencing new table as changed
    for each statement execute function kidepot.dblib_follow();
create trigger dblib_update after update on kidepot.generation
    referencing new table as changed
    for each statement execute function kidepot.dblib_follow();

select kidepot.dblib_fill(c.id) from kidepot.category_shown c;
