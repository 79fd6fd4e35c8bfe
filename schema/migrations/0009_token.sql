-- A token that is held to some categories reads only: whoever changes the
-- catalogue changes what belongs to all of them.

alter table kidepot.token
    add constraint token_restricted_only_reads check (not restricted or scope = 'read');

-- A token whose row someone changes is used again a minute later.
create or replace function kicad.token_used(text) returns void
    language sql security definer set search_path = pg_catalog, pg_temp as $$
    update kidepot.token
       set last_used_at = now()
     where id = (select id
                   from kidepot.token
                  where prefix = $1
                    and (last_used_at is null or last_used_at < now() - interval '1 minute')
                    for no key update skip locked);
$$;
