-- shape: t
-- For this transaction alone.
select set_config('statement_timeout', $1::text, true)
