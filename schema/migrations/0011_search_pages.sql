-- Searching a million parts. What is searched of a part is kept in one text with its
-- suppliers' numbers, so that a search reads one row a part and looks all words up in
-- one index.

drop index kidepot.part_search;
drop index kidepot.supplier_part_search;
drop function kidepot.search_text(text, text, text, text, text, text);
drop function kidepot.trigrams(text);

-- Lists by name, of all parts and of a category.
create index part_by_name on kidepot.part (name collate "C", id);
create index part_category_name on kidepot.part (category_id, name collate "C", id);
drop index kidepot.part_category;

-- A whole name or number. An index holds no long text.
create function kidepot.search_key(text) returns text
    language sql immutable strict parallel safe
    return left(lower($1), 200);

create index part_name_key on kidepot.part (kidepot.search_key(name));
create index part_ipn_key on kidepot.part (kidepot.search_key(ipn));
create index part_mpn_key on kidepot.part (kidepot.search_key(mpn));
create index supplier_part_sku_key on kidepot.supplier_part (kidepot.search_key(sku));

-- All pieces of three characters, and the last two and one. Each of the three rows cuts
-- the text at other places: far faster than taking one piece after the other.
create function kidepot.search_pieces(text) returns tsvector
    language sql immutable strict parallel safe cost 1000
    return array_to_tsvector(array_remove(string_to_array(
        regexp_replace($1, '...', E'\\&\x01', 'g') || E'\x01'
        || regexp_replace(substr($1, 2), '...', E'\\&\x01', 'g') || E'\x01'
        || regexp_replace(substr($1, 3), '...', E'\\&\x01', 'g'), E'\x01'), ''));

-- What texts with all these words must have: pieces that cover each word. A word of one
-- or two characters is the start of many pieces and asked for only when all are short.
create function kidepot.search_query(words text[]) returns tsquery
    language sql immutable strict parallel safe
    return (select string_agg('''' || replace(replace(p.piece, '\', '\\'), '''', '''''') || ''''
                              || case when length(p.piece) < 3 then ':*' else '' end, ' & ')::tsquery
              from (select distinct substr(w.word, least(i, greatest(length(w.word) - 2, 1)), 3) as piece
                      from unnest(words) w (word)
                     cross join generate_series(1, length(w.word), 3) i
                     where length(w.word) > 2
                        or 3 > all (select length(o.word) from unnest(words) o (word))) p);

create table kidepot.part_search (
    part_id bigint primary key references kidepot.part on delete cascade,
    name text not null,
    searched text not null
);

comment on column kidepot.part_search.searched is 'in lower case, each text in lines of its own';

create index part_search_name on kidepot.part_search (name collate "C", part_id);
create index part_search_pieces on kidepot.part_search
    using gin (kidepot.search_pieces(searched));

create view kidepot.part_search_text as
select p.id as part_id, p.name::text as name,
       lower(concat_ws(E'\n', p.name, p.ipn, p.mpn,
                       (select string_agg(s.sku, E'\n' order by s.sku)
                          from kidepot.supplier_part s
                         where s.part_id = p.id),
                       p.manufacturer, p.description, p.keywords)) as searched
  from kidepot.part p;

-- Planned anew each time, as kidepot.part_resolve.
create function kidepot.part_search_keep(part_ids bigint[]) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
    set plan_cache_mode = force_custom_plan set jit = off as $$
begin
    -- Of two changes to one part the second waits here and then sees the first.
    perform from kidepot.part p where p.id = any (part_ids) order by p.id for no key update;
    insert into kidepot.part_search as o
    select n.* from kidepot.part_search_text n where n.part_id = any (part_ids)
    on conflict (part_id) do update
       set name = excluded.name, searched = excluded.searched
     where (o.name, o.searched) is distinct from (excluded.name, excluded.searched);
end $$;

create function kidepot.part_search_inserted() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    part_ids bigint[];
begin
    execute format('select array_agg(distinct %I) from inserted', tg_argv[0]) into part_ids;
    perform kidepot.part_search_keep(part_ids);
    return null;
end $$;

create function kidepot.part_search_updated() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    part_ids bigint[];
begin
    execute format('select array_agg(distinct %1$I) from (select %1$I from deleted union all select %1$I from inserted) x',
                   tg_argv[0]) into part_ids;
    perform kidepot.part_search_keep(part_ids);
    return null;
end $$;

create function kidepot.part_search_deleted() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    part_ids bigint[];
begin
    execute format('select array_agg(distinct %I) from deleted', tg_argv[0]) into part_ids;
    perform kidepot.part_search_keep(part_ids);
    return null;
end $$;

create trigger part_search_inserted after insert on kidepot.part
    referencing new table as inserted
    for each statement execute function kidepot.part_search_inserted('id');
create trigger part_search_updated after update on kidepot.part
    referencing old table as deleted new table as inserted
    for each statement execute function kidepot.part_search_updated('id');
create trigger part_search_inserted after insert on kidepot.supplier_part
    referencing new table as inserted
    for each statement execute function kidepot.part_search_inserted('part_id');
create trigger part_search_updated after update on kidepot.supplier_part
    referencing old table as deleted new table as inserted
    for each statement execute function kidepot.part_search_updated('part_id');
create trigger part_search_deleted after delete on kidepot.supplier_part
    referencing old table as deleted
    for each statement execute function kidepot.part_search_deleted('part_id');

insert into kidepot.part_search select * from kidepot.part_search_text;
