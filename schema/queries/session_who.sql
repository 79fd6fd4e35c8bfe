-- shape: t
-- Who acts on this connection from now on, as kidepot.change and stock movements
-- keep it.
select set_config('kidepot.who', $1::text, false) as who
