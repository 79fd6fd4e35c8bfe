-- Where what another system says waits until all of it is read: run at the start of each
-- import from one, in its transaction, and gone with it. Each system's own script makes
-- tables of it, and its statements rows of csv_row (csv.sql).

-- No notice may come between the rows that are sent.
set local client_min_messages = error;

create or replace function pg_temp.import_id(document jsonb) returns text
    language sql immutable as $$
select case jsonb_typeof(document)
           when 'object' then coalesce(document ->> 'pk', document ->> 'id',
                                       substring(document ->> '@id' from '[^/]+$'))
           when 'string' then substring(document #>> '{}' from '[^/]+$')
           when 'number' then document #>> '{}'
       end
$$;

comment on function pg_temp.import_id(jsonb) is
    'whom a reference means: a number, an object with an id, or the address of one';

-- An element of one of the documents.
create temporary table import_record (
    number bigint generated always as identity,
    kind text not null,
    file text not null,
    document jsonb not null,
    id text generated always as (coalesce(document ->> 'pk', document ->> 'id')) stored,
    place text generated always as
        (file || ': ' || kind || coalesce(' ' || coalesce(document ->> 'pk', document ->> 'id'), ''))
        stored
) on commit drop;

-- What --map says, "system", and "place": the folder, file or URL.
create temporary table import_key (name text primary key, value text not null) on commit drop;

create temporary table import_skipped (place text not null, reason text not null) on commit drop;

-- What is to be known again: the name of a part, the path of a category.
create temporary table import_named (
    number bigint generated always as identity,
    kind text not null,
    id text not null,
    name text not null
) on commit drop;

create or replace function pg_temp.import_key(wanted text) returns text
    language sql stable set search_path = pg_catalog, pg_temp as $$
select nullif(k.value, '') from import_key k where k.name = wanted
$$;

-- Where a live server is, without user and path; null for files.
create or replace function pg_temp.import_server() returns text
    language sql stable set search_path = pg_catalog, pg_temp as $$
select regexp_replace(substring(k.value from '^https?://[^/?#]+'), '//.*@', '//')
  from import_key k
 where k.name = 'place'
$$;

-- Null for what is no address that a part can have.
create or replace function pg_temp.import_url(address text) returns text
    language sql immutable as $$
select case when btrim(address) ~* '^(https?|file)://[^ ]+$' then btrim(address) end
$$;

create or replace function pg_temp.import_text(value text) returns text
    language sql immutable as $$
select nullif(btrim(value, E' \t\r\n'), '')
$$;

-- A number as JSON has it; null for anything else.
create or replace function pg_temp.import_number(value text) returns numeric
    language sql immutable as $$
select case when value ~ '^-?[0-9]{1,20}(\.[0-9]{1,20})?([eE][-+]?[0-9]{1,2})?$' then value::numeric end
$$;

-- "Passives → Resistors" as a path is written here; names have no "/" in it.
create or replace function pg_temp.import_path(full_name text) returns text
    language sql immutable as $$
select regexp_replace(btrim(translate(full_name, '/', '-')), '\s*(→|->)\s*', '/', 'g')
$$;
