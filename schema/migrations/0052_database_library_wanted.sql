-- The tables of schema kicad_dbl are kept where they are wanted: writers pay for them. With
-- the setting the triggers that keep them are switched on and off, so that without it a
-- change of parts costs nothing more. What tables and columns are called is kept.

alter table kidepot.setting
    add column database_library boolean not null default false;

comment on column kidepot.setting.database_library is
    'whether the tables that KiCad reads over ODBC are kept';

-- Its columns are to be made again, under the names that they had.
create or replace function kidepot.dblib_make_table(kicad_id text) returns text
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
        update kidepot.dblib_column d
           set made = false
         where d.kicad_id = dblib_make_table.kicad_id;
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

-- All parts of a category, from nothing; where the tables are wanted.
create or replace function kidepot.dblib_fill(kicad_id text) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    table_name text;
begin
    if not (select s.database_library from kidepot.setting s) then
        return;
    end if;
    table_name := kidepot.dblib_make_table(kicad_id);
    if table_name is null then
        return;
    end if;
    execute format('delete from kicad_dbl.%I', table_name);
    perform kidepot.dblib_make_columns(kicad_id, null);
    perform kidepot.dblib_put(kicad_id, null);
end $$;

create function kidepot.dblib_switch(wanted boolean) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    keeper record;
begin
    for keeper in select t.tgrelid::regclass as on_table, t.tgname as name
                    from pg_trigger t
                   where t.tgrelid in ('kidepot.part_resolved'::regclass, 'kidepot.generation'::regclass)
                     and t.tgname like 'dblib\_%'
                   order by t.tgrelid, t.tgname loop
        execute format('alter table %s %s trigger %I', keeper.on_table,
                       case when wanted then 'enable' else 'disable' end, keeper.name);
    end loop;
end $$;

-- Whoever reads a table and does not end is not waited for.
create function kidepot.dblib_drop_tables() returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
    set lock_timeout = '5s' as $$
declare
    table_name text;
begin
    for table_name in select t.name from kidepot.dblib_table t order by t.name loop
        begin
            execute format('drop table if exists kicad_dbl.%I', table_name);
        exception when lock_not_available then
            raise exception using errcode = 'lock_not_available',
                message = format('table kicad_dbl."%s" is being read', table_name),
                hint = 'end the session that reads it, or try again';
        end;
    end loop;
end $$;

-- Under the lock that each change of parts shares: none is half noted. And under the lock that
-- each change takes at its commit, for the table that is written then is held from here on.
create function kidepot.dblib_setting() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform pg_advisory_xact_lock('kidepot.category'::regclass::oid::bigint);
    perform pg_advisory_xact_lock('kidepot.generation'::regclass::oid::bigint);
    perform kidepot.dblib_switch(new.database_library);
    if new.database_library then
        -- Also those that are shown no more, for KiCad loads nothing when one is missing.
        perform kidepot.dblib_fill(c.id)
           from (select s.id from kidepot.category_shown s
                 union
                 select t.kicad_id from kidepot.dblib_table t) c;
    else
        delete from kidepot.dblib_due where transaction = pg_current_xact_id();
        perform kidepot.dblib_drop_tables();
    end if;
    return null;
end $$;

-- So far they were kept for everybody: whoever could read them of this catalogue, still can.
update kidepot.setting
   set database_library = true
 where exists (select from kidepot.dblib_table)
   and exists (select from pg_auth_members m
                where m.roleid = 'kidepot_dblib'::regrole
                  and pg_has_role(m.member, m.roleid, 'usage'));

select kidepot.dblib_switch(false), kidepot.dblib_drop_tables()
  from kidepot.setting
 where not database_library;

create trigger dblib_setting after update of database_library on kidepot.setting
    for each row when (new.database_library <> old.database_library)
    execute function kidepot.dblib_setting();
