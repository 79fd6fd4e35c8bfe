-- shape: t
-- One index at a time.
select pg_advisory_xact_lock('kidepot.kicad_library'::regclass::oid::bigint)::text as locked
 where $1::text <> 'given'
