-- shape: b
-- Held until the session ends. The number is "kidepot" in ASCII.
select pg_try_advisory_lock(x'6b696465706f74'::bigint)
