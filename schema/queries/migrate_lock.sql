-- shape: t
-- As migrate_try_lock, but waits.
select pg_advisory_lock(x'6b696465706f74'::bigint)::text
