-- shape: t
select pg_temp.netlist_group_components($1::text::text[], $2::text)::text as grouped
