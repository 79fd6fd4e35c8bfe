-- Which answers a change touches. Each subject has a generation, which is another one
-- after each transaction that changes what is served of it, and is told on channel
-- "kidepot". Triggers note what a transaction touches; it is raised at the commit, all
-- at once, so that no two transactions wait for each other.

create table kidepot.generation (
    subject text primary key,
    generation bigint not null
);

comment on table kidepot.generation is 'what is served and which state of it; written by triggers alone';
comment on column kidepot.generation.subject is
    '"categories", "category ID" as kicad.part has it, "token PREFIX"';
comment on column kidepot.generation.generation is 'of all numbers given so far the last at its change';

create sequence kidepot.generation_number;

-- Empty but within a transaction.
create unlogged table kidepot.generation_due (
    transaction xid8 not null default pg_current_xact_id(),
    subject text not null,
    row_id text not null,
    primary key (transaction, subject, row_id)
);

comment on column kidepot.generation_due.subject is 'empty: at the commit all of the transaction are raised';
comment on column kidepot.generation_due.row_id is
    'empty: it has changed; else the row that may have, * being any of them';

-- What was served at the last raise of subjects that are compared then.
create table kidepot.served_digest (
    subject text not null,
    row_id text not null,
    digest text not null,
    primary key (subject, row_id)
);

create index part_name_former_part on kidepot.part_name ((part_id::text))
    where retired_at is not null;

-- The categories KiCad shows. A category that only holds sub-categories is left
-- out: KiCad asks once per category and would show an empty node. The array is the
-- ids of the categories whose parts it shows.
create view kidepot.category_shown as
select head.category_id::text as id,
       head.path as name,
       coalesce(c.description, '') as description,
       array(select r.category_id::text
               from kidepot.category_resolved r
              where r.kicad_id = head.kicad_id and r.exposed
              order by r.category_id) as own_category_ids
  from kidepot.category_resolved head
  left join kidepot.category c on c.id = head.category_id
 where head.category_id::text = head.kicad_id
   and exists (
       select from kidepot.category_resolved r
        where r.kicad_id = head.kicad_id
          and r.exposed
          and (exists (select from kidepot.part p where p.bucket_id = r.category_id)
               or (r.category_id <> 0
                   and not exists (select from kidepot.category s
                                    where s.parent_id = r.category_id))))
union all
select 'former',
       s.former_names::text,
       'Renamed parts under the names that saved schematics have',
       array(select distinct r.category_id::text
               from kidepot.part_name f
               join kidepot.part_resolved r on r.part_id = f.part_id
              where f.retired_at is not null
              order by 1)
  from kidepot.setting s
 where s.former_names is not null
   and exists (select from kidepot.part_name f
                 join kidepot.part_resolved r on r.part_id = f.part_id
                where f.retired_at is not null);

-- Renamed parts once more under each name they had, which they say where they say
-- their name.
create view kidepot.former_shown as
select f.part_id,
       'former-' || f.id::text as id,
       kidepot.kicad_name(f.name) as name,
       r.symbol,
       r.reference,
       case when p.value is null and r.value = p.name
                 and num_nonnulls(c.value_template, c.value_parameter_template_id) = 0
            then f.name::text else r.value end as value,
       r.footprint,
       r.footprint_filters,
       r.datasheet,
       case when p.description is null
            then left(r.description, -length(p.name)) || f.name
            else r.description end as description,
       r.keywords,
       r.exclude_from_bom,
       r.exclude_from_board,
       r.exclude_from_sim,
       r.field_names,
       r.field_values,
       r.field_visible,
       r.category_id::text as own_category_id,
       r.listed_description,
       r.listed_keywords,
       r.pin_map_footprints,
       r.pin_map_pins,
       r.pin_map_pads
  from kidepot.part_name f
  join kidepot.part_resolved r on r.part_id = f.part_id
  join kidepot.part p on p.id = f.part_id
  join kidepot.category_resolved c on c.category_id = p.bucket_id
  join kidepot.setting s on s.former_names is not null
 where f.retired_at is not null;

-- Where a change of tables does not say whether what is served has changed.
create view kidepot.served_row as
select 'categories' as subject, c.id as row_id, md5(c::text) as digest
  from kidepot.category_shown c
union all
select 'category former', f.part_id::text, md5(string_agg(f::text, E'\n' order by f.id))
  from kidepot.former_shown f
 group by f.part_id
union all
select 'token ' || t.prefix, 'token',
       md5(row(encode(t.sha256, 'hex'), t.name, t.scope, extract(epoch from t.expires_at),
               extract(epoch from t.revoked_at), case when t.restricted then
               array(select r.category_id
                       from kidepot.category_resolved r
                      where r.ancestors && array(select c.category_id
                                                   from kidepot.token_category c
                                                  where c.token_id = t.id)
                      order by r.category_id) end)::text)
  from kidepot.token t;

create function kidepot.generation_touch(subjects text[], row_ids text[]) returns void
    language sql set search_path = pg_catalog, pg_temp as $$
    insert into kidepot.generation_due (subject, row_id)
    select s.subject, r.row_id from unnest(subjects) s (subject) cross join unnest(row_ids) r (row_id)
    union all
    select '', '' where cardinality(subjects) > 0 and cardinality(row_ids) > 0
    on conflict do nothing;
$$;

-- Which of the subjects differ in these rows, or in all when null, from the last time.
create function kidepot.generation_compare(subjects text[], row_ids text[]) returns text[]
    language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    differing text[];
begin
    -- A snapshot from before another's raise would compare with the past: where that is
    -- kept, this fails, and the transaction is to be tried again.
    perform from kidepot.generation g where g.subject = any (subjects) for update;
    with served as materialized (
        select s.subject, s.row_id, s.digest
          from kidepot.served_row s
         where s.subject = any (subjects)
           and (row_ids is null or s.row_id = any (row_ids))
    ), gone as (
        delete from kidepot.served_digest d
         where d.subject = any (subjects)
           and (row_ids is null or d.row_id = any (row_ids))
           and not exists (select from served s
                            where (s.subject, s.row_id) = (d.subject, d.row_id))
        returning d.subject
    ), other as (
        insert into kidepot.served_digest as d
        select s.subject, s.row_id, s.digest from served s
        on conflict (subject, row_id) do update set digest = excluded.digest
         where d.digest <> excluded.digest
        returning d.subject
    )
    select array_agg(distinct x.subject) into differing
      from (select g.subject from gone g union all select o.subject from other o) x;
    return differing;
end $$;

-- One transaction at a time, and until it has ended: so the rows compared are those
-- that are served before and after, and numbers rise in the order of the commits.
create function kidepot.generation_raise() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
    set plan_cache_mode = force_custom_plan set jit = off as $$
declare
    raised text[];
    listed text[];
    former text[];
    tokens text[];
begin
    perform pg_advisory_xact_lock('kidepot.generation'::regclass::oid::bigint);
    with due as (
        delete from kidepot.generation_due
         where transaction = pg_current_xact_id()
        returning subject, row_id
    )
    select array_agg(subject) filter (where row_id = '' and subject <> ''),
           array_agg(row_id) filter (where subject = 'categories'),
           array_agg(row_id) filter (where subject = 'category former'),
           array_agg(subject) filter (where subject like 'token %')
      into raised, listed, former, tokens
      from due;
    if former is not null then
        raised := raised || kidepot.generation_compare(
            array['category former'], case when '*' <> all (former) then former end);
        if 'category former' = any (raised) then
            listed := listed || 'former'::text;
        end if;
    end if;
    if listed is not null then
        raised := raised || kidepot.generation_compare(
            array['categories'], case when '*' <> all (listed) then listed end);
    end if;
    if tokens is not null then
        raised := raised || kidepot.generation_compare(tokens, null);
    end if;
    with next as (
        insert into kidepot.generation (subject, generation)
        select s.subject, nextval('kidepot.generation_number')
          from (select distinct unnest(raised) as subject order by 1) s
        on conflict (subject) do update set generation = excluded.generation
        returning subject, generation
    )
    select array_agg(pg_notify('kidepot', n.subject || ' ' || n.generation)::text)
      into raised
      from next n;
    return null;
end $$;

create constraint trigger generation_raise after insert on kidepot.generation_due
    deferrable initially deferred
    for each row when (new.subject = '') execute function kidepot.generation_raise();

-- Planned anew each time: a plan from when tables were empty reads them whole.
create or replace function kidepot.part_resolve(part_ids bigint[]) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
    set plan_cache_mode = force_custom_plan set jit = off as $$
declare
    left_ids text[];
    kept_ids text[];
begin
    -- Of two changes to one part the second waits here and then sees the first.
    perform from kidepot.part p where p.id = any (part_ids) order by p.id for no key update;
    with gone as (
        delete from kidepot.part_resolved o
         where o.part_id = any (part_ids)
           and not exists (select from kidepot.part p
                             join kidepot.category_resolved r on r.category_id = p.bucket_id
                            where p.id = o.part_id and p.active and not p.template and r.exposed)
        returning o.kicad_id
    )
    select array_agg(distinct g.kicad_id) into left_ids from gone g;
    -- A part that moves is told where it came from, too: "was" reads what was there before.
    with kept as (
        insert into kidepot.part_resolved as o
        select n.* from kidepot.part_rules n where n.part_id = any (part_ids)
        on conflict (part_id) do update
           set kicad_id = excluded.kicad_id, name = excluded.name, symbol = excluded.symbol,
               reference = excluded.reference, value = excluded.value,
               footprint = excluded.footprint, footprint_filters = excluded.footprint_filters,
               datasheet = excluded.datasheet, description = excluded.description,
               keywords = excluded.keywords, exclude_from_bom = excluded.exclude_from_bom,
               exclude_from_board = excluded.exclude_from_board,
               exclude_from_sim = excluded.exclude_from_sim, field_names = excluded.field_names,
               field_values = excluded.field_values, field_visible = excluded.field_visible,
               category_id = excluded.category_id,
               listed_description = excluded.listed_description,
               listed_keywords = excluded.listed_keywords,
               pin_map_footprints = excluded.pin_map_footprints,
               pin_map_pins = excluded.pin_map_pins, pin_map_pads = excluded.pin_map_pads
         where o is distinct from excluded
        returning o.part_id, o.kicad_id
    )
    select array_agg(distinct x.kicad_id) into kept_ids
      from (select k.kicad_id from kept k
            union all
            select was.kicad_id
              from kept k
              join kidepot.part_resolved was on was.part_id = k.part_id) x;
    perform kidepot.generation_touch(
        array(select distinct 'category ' || k.id from unnest(left_ids || kept_ids) k (id)), '{""}');
    perform kidepot.generation_touch(
        '{category former}', array(select distinct f.part_id::text
                                     from kidepot.part_name f
                                    where f.part_id = any (part_ids)
                                      and f.retired_at is not null));
end $$;

create or replace function kidepot.part_forget() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    left_ids text[];
begin
    if tg_op = 'TRUNCATE' then
        perform kidepot.generation_touch(
            array(select distinct 'category ' || o.kicad_id from kidepot.part_resolved o), '{""}');
        perform kidepot.generation_touch('{categories,category former}', '{*}');
        truncate kidepot.part_resolved, kidepot.part_search;
        return null;
    end if;
    with gone as (
        delete from kidepot.part_resolved o using deleted d where o.part_id = d.id
        returning o.kicad_id
    )
    select array_agg(distinct 'category ' || g.kicad_id) into left_ids from gone g;
    perform kidepot.generation_touch(left_ids, '{""}');
    delete from kidepot.part_search o using deleted d where o.part_id = d.id;
    return null;
end $$;

-- A category is listed when it has parts; how many it has changes with these alone.
create function kidepot.generation_part() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    bucket_ids bigint[];
begin
    if tg_op = 'INSERT' then
        select array_agg(distinct i.bucket_id) into bucket_ids from inserted i;
    elsif tg_op = 'DELETE' then
        select array_agg(distinct d.bucket_id) into bucket_ids from deleted d;
    else
        select array_agg(x.bucket_id) into bucket_ids
          from (select b.bucket_id
                  from (select i.bucket_id, 1 as n from inserted i
                        union all
                        select d.bucket_id, -1 from deleted d) b
                 group by b.bucket_id
                having sum(b.n) <> 0) x;
    end if;
    perform kidepot.generation_touch(
        '{categories}', array(select distinct r.kicad_id
                                from kidepot.category_resolved r
                               where r.category_id = any (bucket_ids)));
    return null;
end $$;

create trigger generation_insert after insert on kidepot.part
    referencing new table as inserted
    for each statement execute function kidepot.generation_part();
create trigger generation_update after update on kidepot.part
    referencing old table as deleted new table as inserted
    for each statement execute function kidepot.generation_part();
create trigger generation_delete after delete on kidepot.part
    referencing old table as deleted
    for each statement execute function kidepot.generation_part();

create function kidepot.generation_part_name() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform kidepot.generation_touch('{category former}',
                                     array(select distinct d.part_id::text from deleted d));
    return null;
end $$;

create trigger generation_update after update on kidepot.part_name
    referencing old table as deleted
    for each statement execute function kidepot.generation_part_name();
create trigger generation_delete after delete on kidepot.part_name
    referencing old table as deleted
    for each statement execute function kidepot.generation_part_name();

-- The tree decides what is listed and what a restricted token is good for.
create function kidepot.generation_category() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform kidepot.generation_touch('{categories}', '{*}');
    perform kidepot.generation_touch(
        array(select 'token ' || t.prefix from kidepot.token t where t.restricted), '{*}');
    return null;
end $$;

create trigger generation_change after insert or update or delete on kidepot.category
    for each statement execute function kidepot.generation_category();

create function kidepot.generation_setting() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform kidepot.generation_touch('{categories}', '{*}');
    if num_nulls(old.former_names, new.former_names) = 1 then
        perform kidepot.generation_touch('{category former}', '{*}');
    end if;
    return null;
end $$;

create trigger generation_change after update on kidepot.setting
    for each row execute function kidepot.generation_setting();

-- A use changes nothing that is served.
create function kidepot.generation_token() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    prefixes text[];
begin
    if tg_op = 'INSERT' then
        prefixes := array(select i.prefix from inserted i);
    elsif tg_op = 'DELETE' then
        prefixes := array(select d.prefix from deleted d);
    else
        prefixes := array(
            select unnest(array[d.prefix, i.prefix])
              from deleted d
              join inserted i on i.id = d.id
             where to_jsonb(d) - 'last_used_at' <> to_jsonb(i) - 'last_used_at');
    end if;
    perform kidepot.generation_touch(array(select 'token ' || p.prefix from unnest(prefixes) p (prefix)),
                                     '{*}');
    return null;
end $$;

create trigger generation_insert after insert on kidepot.token
    referencing new table as inserted
    for each statement execute function kidepot.generation_token();
create trigger generation_update after update on kidepot.token
    referencing old table as deleted new table as inserted
    for each statement execute function kidepot.generation_token();
create trigger generation_delete after delete on kidepot.token
    referencing old table as deleted
    for each statement execute function kidepot.generation_token();

-- Tokens that are gone have said so themselves.
create function kidepot.generation_token_category() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform kidepot.generation_touch(
        array(select 'token ' || t.prefix
                from kidepot.token t
               where t.id in (select c.token_id from changed c)), '{*}');
    return null;
end $$;

create trigger generation_insert after insert on kidepot.token_category
    referencing new table as changed
    for each statement execute function kidepot.generation_token_category();
create trigger generation_update_from after update on kidepot.token_category
    referencing old table as changed
    for each statement execute function kidepot.generation_token_category();
create trigger generation_update after update on kidepot.token_category
    referencing new table as changed
    for each statement execute function kidepot.generation_token_category();
create trigger generation_delete after delete on kidepot.token_category
    referencing old table as changed
    for each statement execute function kidepot.generation_token_category();

create function kidepot.generation_truncate() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform kidepot.generation_touch(
        array(select d.subject from kidepot.served_digest d where d.subject like 'token %'), '{*}');
    return null;
end $$;

create trigger generation_truncate after truncate on kidepot.token
    for each statement execute function kidepot.generation_truncate();
create trigger generation_truncate after truncate on kidepot.token_category
    for each statement execute function kidepot.generation_truncate();

insert into kidepot.served_digest (subject, row_id, digest)
select s.subject, s.row_id, s.digest from kidepot.served_row s;

-- Views as kidepot migrate made them, by the MD5 of their definitions: what triggers
-- tell is only true of these.
create table kidepot.view_made (
    name text primary key,
    md5 text not null
);

create function kicad.other_views() returns text[]
    language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select array(select n.name
                   from unnest(array['kicad.category', 'kicad.part', 'kicad.token']) n (name)
                  where not exists (
                        select from kidepot.view_made m
                          join pg_class c on c.oid = to_regclass(m.name)
                         where m.name = n.name
                           and c.relkind = 'v'
                           and md5(pg_get_viewdef(c.oid)) = m.md5));
$$;

comment on function kicad.other_views() is
    'the views that are not as kidepot migrate made them; then kicad.generation has no rows';

revoke all on function kicad.other_views() from public;

-- Called when views are made anew: all that is served may be another.
create function kidepot.generation_views() returns void
    language sql set search_path = pg_catalog, pg_temp as $$
    delete from kidepot.view_made;
    insert into kidepot.view_made (name, md5)
    select v.name, md5(pg_get_viewdef(to_regclass(v.name)))
      from unnest(array['kicad.category', 'kicad.part', 'kicad.token']) v (name)
     where v.name not in (select o.name from kidepot.own_view o)
       and to_regclass(v.name) is not null;
    select kidepot.generation_touch(
        array(select d.subject from kidepot.served_digest d
              union
              select g.subject from kidepot.generation g
              union
              select 'category ' || r.kicad_id from kidepot.category_resolved r
              union
              values ('categories'), ('category former')), '{""}');
$$;

revoke execute on function kidepot.generation_views() from public;
