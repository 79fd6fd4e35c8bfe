-- A part's name is its link in saved schematics, so a name that a part had stays
-- its own after a rename: old sheets and netlists find it, and no other part may
-- take it. Tokens can be held to some categories.

create table kidepot.part_name (
    id bigint generated always as identity primary key,
    part_id bigint not null references kidepot.part on delete cascade,
    name kidepot.line not null,
    given_at timestamptz not null default now(),
    retired_at timestamptz
);

comment on table kidepot.part_name is 'all names that parts have and had; kept by triggers';
comment on column kidepot.part_name.retired_at is 'when the part was renamed; null: it is called so';

create unique index part_name_is_given_once on kidepot.part_name (kidepot.kicad_name(name));
create index part_name_part on kidepot.part_name (part_id);
create index part_name_former on kidepot.part_name (kidepot.kicad_name(name) collate "C", id)
    where retired_at is not null;
create index part_name_former_id on kidepot.part_name (('former-' || id::text))
    where retired_at is not null;

insert into kidepot.part_name (part_id, name, given_at)
select id, name, created_at from kidepot.part;

create function kidepot.part_name_give() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    insert into kidepot.part_name (part_id, name) select id, name from inserted;
    return null;
end $$;

create function kidepot.part_name_change() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    taken text;
begin
    update kidepot.part_name k
       set retired_at = now()
      from deleted o
      join inserted n on n.id = o.id
     where n.name <> o.name
       and k.part_id = o.id
       and k.retired_at is null
       and kidepot.kicad_name(k.name) <> kidepot.kicad_name(n.name);
    insert into kidepot.part_name as k (part_id, name)
    select n.id, n.name
      from deleted o
      join inserted n on n.id = o.id
     where n.name <> o.name
    on conflict (kidepot.kicad_name(name)) do update
       set name = excluded.name, retired_at = null,
           given_at = case when k.retired_at is null then k.given_at else now() end
     where k.part_id = excluded.part_id;
    select n.name into taken
      from deleted o
      join inserted n on n.id = o.id
     where n.name <> o.name
       and not exists (select from kidepot.part_name k
                        where kidepot.kicad_name(k.name) = kidepot.kicad_name(n.name)
                          and k.part_id = n.id)
     limit 1;
    if found then
        raise exception using errcode = 'unique_violation',
            constraint = 'part_name_is_given_once',
            message = format('another part has or had the name "%s"', taken);
    end if;
    return null;
end $$;

create trigger part_name_give after insert on kidepot.part
    referencing new table as inserted
    for each statement execute function kidepot.part_name_give();
create trigger part_name_change after update on kidepot.part
    referencing old table as deleted new table as inserted
    for each statement execute function kidepot.part_name_change();

alter table kidepot.setting
    add column former_names kidepot.line default 'Former names',
    add constraint former_names_has_no_slash check (former_names !~ '/'),
    add constraint former_names_is_not_uncategorized check (former_names <> uncategorized);

comment on column kidepot.setting.former_names is
    'the category that shows renamed parts under the names they had; null: they are not shown';

alter table kidepot.token
    add column last_used_at timestamptz,
    add column restricted boolean not null default false;

comment on column kidepot.token.last_used_at is 'to the minute';
comment on column kidepot.token.restricted is 'good for the categories of token_category only';

-- A category that goes takes its row along, and the token stays restricted.
create table kidepot.token_category (
    token_id bigint not null references kidepot.token on delete cascade,
    category_id bigint not null references kidepot.category on delete cascade,
    primary key (token_id, category_id)
);

create index token_category_category on kidepot.token_category (category_id);

-- All that the web program may change without an administrator's token.
create function kicad.token_used(text) returns void
    language sql security definer set search_path = pg_catalog, pg_temp as $$
    update kidepot.token
       set last_used_at = now()
     where prefix = $1
       and (last_used_at is null or last_used_at < now() - interval '1 minute');
$$;

revoke all on function kicad.token_used(text) from public;
