-- shape: t
-- Who acts on this connection, for what keeps a history.
select set_config('kidepot.who', $1::text, false)
