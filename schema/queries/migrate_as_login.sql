-- shape: t
-- No object of another schema may stand in for one of PostgreSQL's own.
select set_config('search_path', 'pg_catalog, pg_temp', false)
