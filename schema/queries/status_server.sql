-- shape: tttb
-- Asks only what every role may know.
select current_database()::text as database, current_user::text as role,
       current_setting('server_version') as server,
       exists (select from pg_class c
                 join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = 'kidepot' and c.relname = 'migration') as is_migrated
