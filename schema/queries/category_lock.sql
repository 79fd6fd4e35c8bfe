-- shape: t
-- Holds off other changes of the tree, and of parts, until the end of the transaction:
-- the lock that the table's triggers take, before anything is read.
select pg_advisory_xact_lock('kidepot.category'::regclass::oid::bigint)::text as lock
