-- Where kidepot migrate keeps its books. Run as kidepot_owner, before anything
-- else and each time.
create schema if not exists kidepot;

create table if not exists kidepot.migration (
    number integer primary key,
    name text not null,
    sha256 bytea not null,
    applied_at timestamptz not null default now()
);

create table if not exists kidepot.own_view (
    name text primary key,
    constraint own_view_is_in_schema_kicad check (name ~ '^kicad\.[a-z0-9_]+$')
);

-- The views and grants that stand, by the SHA-256 of their texts and of what they
-- were made for: equal texts are not made again.
create table if not exists kidepot.view_digest (
    only_row boolean primary key default true,
    sha256 bytea not null,
    made_at timestamptz not null default now(),
    constraint view_digest_has_one_row check (only_row)
);

-- All of them in one statement, for they may depend on each other. Views that
-- another role made are not ours to drop.
create or replace function kidepot.drop_views() returns void
    language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    names text;
    dependents text;
begin
    select string_agg(format('kicad.%I', c.relname), ', ') into names
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'kicad'
       and c.relkind = 'v'
       and pg_get_userbyid(c.relowner) = current_user
       and 'kicad.' || c.relname not in (select o.name from kidepot.own_view o);
    if names is not null then
        execute 'drop view ' || names;
    end if;
exception when dependent_objects_still_exist then
    get stacked diagnostics dependents = pg_exception_detail;
    raise exception using errcode = 'dependent_objects_still_exist',
        message = 'cannot replace the views: ' || replace(dependents, E'\n', ', '),
        hint = 'let what depends on them read the tables of schema kidepot instead, '
            || 'or drop it before "kidepot migrate" and make it again after';
end $$;

revoke execute on function kidepot.drop_views() from public;

comment on table kidepot.migration is 'which migrations this database has, and as which text';
comment on table kidepot.view_digest is 'which views and grants this database has';
comment on table kidepot.own_view is 'views the site made its own: kidepot migrate leaves them alone';
