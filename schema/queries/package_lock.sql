-- shape: t
-- Holds off other changes of packages until the end of the transaction.
select pg_advisory_xact_lock('kidepot.package'::regclass::oid::bigint)::text as lock
