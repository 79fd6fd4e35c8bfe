-- shape: t
-- The web program may do this, also with a reader's rights.
select kicad.token_used($1::text)::text as done
