-- shape: t
select pg_temp.netlist_group_components($1::text::text[])::text as grouped
