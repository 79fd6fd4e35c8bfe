-- Rows of all tables of the catalogue, as a program made them of one source of another
-- format, in any order; the tables are imported one after the other, each by way of
-- csv_row. Run after schema/csv.sql, whose columns these are.
create temporary table import_row (
    like csv_row including defaults including identity,
    table_name text not null
) on commit drop;

create temporary table import_table (name text not null) on commit drop;
insert into import_table values ('');

-- The rows of the table that import_table names, into csv_row.
create or replace function pg_temp.import_row_take() returns void
    language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    list text := (select string_agg(format('%I', a.attname), ', ')
                    from pg_attribute a
                   where a.attrelid = 'pg_temp.import_row'::regclass
                     and a.attnum > 0
                     and a.attname not in ('number', 'table_name'));
begin
    execute format('insert into csv_row (%1$s)
                    select %1$s
                      from import_row
                     where table_name = (select name from import_table)
                     order by number', list);
end $$;
