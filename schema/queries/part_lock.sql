-- shape: t
-- The lock that the triggers take, before any row is: taken after one, two
-- changes could wait for each other. Whoever changes rules too needs it alone.
select case when $1::text::boolean
            then pg_advisory_xact_lock('kidepot.category'::regclass::oid::bigint)::text
            else pg_advisory_xact_lock_shared('kidepot.category'::regclass::oid::bigint)::text
       end as locked
