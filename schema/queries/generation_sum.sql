-- shape: iibt
-- Numbers only rise, so that after a change the sum is another one. Where the server is
-- another, or the database, the same number may mean another state.
select coalesce(sum(generation), 0)::bigint as sum, count(*) as count,
       pg_is_in_recovery() as is_standby,
       (select d.oid from pg_database d where d.datname = current_database())::text
       || ' ' || pg_postmaster_start_time()::text as server
  from kicad.generation
