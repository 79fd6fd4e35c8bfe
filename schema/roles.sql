-- The group roles. Roles belong to the whole cluster, so each is made only when
-- missing, and a login that is a member already needs no right to create any.
do $$
declare
    role_name text;
    -- From PostgreSQL 16 a membership may be without the right to act as the role,
    -- and whoever creates a role has just such a one.
    acting text := case when current_setting('server_version_num')::integer >= 160000
                        then 'set' else 'member' end;
begin
    foreach role_name in array array['kidepot_owner', 'kidepot_writer', 'kidepot_reader', 'kidepot_dblib'] loop
        if not exists (select from pg_roles where rolname = role_name) then
            execute format('create role %I nologin', role_name);
        end if;
    end loop;
    if not pg_has_role(current_user, 'kidepot_owner', acting) then
        execute format('grant kidepot_owner to %I', current_user);
    end if;
    if not has_database_privilege('kidepot_owner', current_database(), 'create') then
        execute format('grant create on database %I to kidepot_owner', current_database());
    end if;
end $$;
