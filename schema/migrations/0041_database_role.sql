-- Logins of persons for database libraries: members of kidepot_dblib, which may read the
-- tables of schema kicad_dbl and nothing else. All is done with the rights of whoever calls.

-- The verifier is SCRAM's, so that no log and no statistics have the password.
create function kidepot.dblib_role_make(name text, verifier text) returns oid
    language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if octet_length(name) > 63 then
        raise exception using errcode = 'invalid_parameter_value',
            message = 'the name has more than 63 bytes';
    end if;
    execute format('create role %I login password %L', name, verifier);
    execute format('grant kidepot_dblib to %I', name);
    execute format('alter role %I in database %I set search_path = kicad_dbl', name, current_database());
    execute format('alter role %I set default_transaction_read_only = on', name);
    execute format('alter role %I set idle_in_transaction_session_timeout = ''60s''', name);
    return (select r.oid from pg_roles r where r.rolname = dblib_role_make.name);
end $$;

create function kidepot.dblib_role_drop(name text) returns void
    language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    execute format('drop role %I', name);
end $$;

-- The logins that are for nothing else, and whether each may log in.
create view kidepot.dblib_role as
select r.oid::text as id, r.rolname::text as name, r.rolcanlogin as can_login
  from pg_auth_members m
  join pg_roles g on g.oid = m.roleid and g.rolname = 'kidepot_dblib'
  join pg_roles r on r.oid = m.member
 where not r.rolsuper
   and not r.rolcreaterole
   and not exists (select from pg_auth_members o
                    where o.member = r.oid and o.roleid <> m.roleid);
