-- A generation cannot be foreseen. Any login may say NOTIFY, also one that may read nothing:
-- a worker that was told the next number beforehand would not drop what it keeps when that
-- number comes. 24 random bits follow each, so that numbers still rise.

create function kidepot.generation_next() returns bigint
    language sql volatile set search_path = pg_catalog, pg_temp as $$
    select (nextval('kidepot.generation_number') << 24)
           + ('x' || left(gen_random_uuid()::text, 6))::bit(24)::bigint
$$;

comment on column kidepot.generation.generation is
    'of all numbers given so far the last at its change, 24 random bits after it';

create or replace function kidepot.generation_raise() returns trigger
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
        select s.subject, kidepot.generation_next()
          from (select distinct unnest(raised) as subject order by 1) s
        on conflict (subject) do update set generation = excluded.generation
        returning subject, generation
    )
    select array_agg(pg_notify('kidepot', n.subject || ' ' || n.generation)::text)
      into raised
      from next n;
    return null;
end $$;
