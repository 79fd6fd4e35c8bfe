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

comment on table kidepot.migration is 'which migrations this database has, and as which text';
comment on table kidepot.own_view is 'views the site made its own: kidepot migrate leaves them alone';
