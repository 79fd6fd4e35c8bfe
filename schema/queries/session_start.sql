-- shape: ttt
-- Compiling a listing's plan takes longer than the listing, and so does making
-- it anew for each parameter: no statement has a better one for some of them.
select set_config('statement_timeout', $1::text, false),
       set_config('jit', 'off', false),
       set_config('plan_cache_mode', 'force_generic_plan', false)
