-- shape: tt
-- Compiling a listing's plan takes longer than the listing.
select set_config('statement_timeout', $1::text, false),
       set_config('jit', 'off', false)
