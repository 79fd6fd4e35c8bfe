-- shape: tt
-- No object of another schema may stand in for one of PostgreSQL's own. And who
-- waits for a table makes all wait that come after: better fail and be run again.
select set_config('search_path', 'pg_catalog, pg_temp', false) as search_path,
       set_config('lock_timeout', '5s', false) as lock_timeout
