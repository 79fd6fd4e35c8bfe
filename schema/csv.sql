-- Where the rows of one table wait until all are looked through: run at the start
-- of each import, in its transaction, and gone with it; again for the next table of
-- the same transaction. A file has the columns of one table; csv_row has those of all, under the names people write. A column that
-- the file does not name is null, an empty cell is ''.

-- No notice may come between the rows that are sent.
set local client_min_messages = error;

drop table if exists pg_temp.csv_header, pg_temp.csv_row, pg_temp.csv_fault, pg_temp.csv_line,
                     pg_temp.csv_sentence, pg_temp.csv_rejected;

create temporary table csv_header (line text) on commit drop;

create temporary table csv_row (
    number bigint generated always as identity,
    -- What messages call a row that is of no file.
    place text,

    -- What the row means, once it is found. Rows with the same key mean the same.
    found boolean not null default false,
    key text,
    id bigint,
    part_id bigint,
    category_id bigint,
    template_id bigint,
    supplier_id bigint,
    location_id bigint,

    -- The file's.
    name text,
    path text,
    category text,
    part text,
    parameter text,
    supplier text,
    position text,
    ipn text,
    description text,
    keywords text,
    manufacturer text,
    mpn text,
    datasheet text,
    symbol text,
    footprint text,
    reference text,
    value text,
    exclude_from_bom text,
    exclude_from_board text,
    exclude_from_sim text,
    active text,
    template text,
    not_for_new_designs text,
    exposed text,
    value_template text,
    value_parameter text,
    footprint_parameter text,
    unit text,
    field_name text,
    visible text,
    served text,
    si_prefix text,
    sku text,
    url text,
    location text,
    quantity text,
    pin text,
    pad text,
    category_depth text,
    uncategorized text,
    value_style text,
    stock_format text,
    former_names text,
    pcm_url text,
    pcm_name text,
    pcm_prefix text,
    hold_unpublished text,
    database_library text,

    -- What a file of rejected rows says besides.
    line text,
    problem text
) on commit drop;

-- What is wrong with which cell: a constraint, or a word of lib/catalogue/csv_fault.c.
create temporary table csv_fault (
    number bigint,
    column_name text,
    value text,
    fault text not null,
    primary key (number, column_name)
) on commit drop;

create temporary table csv_line (number bigint primary key, line bigint not null) on commit drop;
create temporary table csv_sentence (fault text primary key, sentence text not null) on commit drop;

-- What else than the catalogue's own domains a cell can be.
drop domain if exists pg_temp.csv_truth, pg_temp.csv_path;

create domain pg_temp.csv_truth as text
    constraint truth_is_yes_or_no
        check (lower(value) in ('yes', 'no', 'true', 'false', 'on', 'off', '1', '0'));

create domain pg_temp.csv_path as text
    constraint path_has_no_control_characters check (not kidepot.has_control(value))
    constraint path_is_at_most_2000_characters check (char_length(value) <= 2000)
    constraint path_has_no_empty_name check (value !~ '(^|/)(/|$)')
    constraint path_has_no_blanks_around_names check (value !~ '(^|/) | (/|$)');

-- The constraint that the value breaks, or null.
create or replace function pg_temp.csv_fault_of(value text, kind text) returns text
    language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    broken text;
begin
    perform case kind
                when 'kidepot.line' then value::kidepot.line::text
                when 'kidepot.prose' then value::kidepot.prose::text
                when 'kidepot.library_id' then value::kidepot.library_id::text
                when 'kidepot.url' then value::kidepot.url::text
                when 'pg_temp.csv_truth' then value::pg_temp.csv_truth::text
                when 'integer' then value::integer::text
                when 'numeric::kidepot.quantity' then value::numeric::kidepot.quantity::text
                when 'pg_temp.csv_path' then value::pg_temp.csv_path::text
            end;
    return null;
exception when check_violation then
    get stacked diagnostics broken = constraint_name;
    return broken;
when invalid_text_representation or numeric_value_out_of_range then
    return case kind when 'integer' then 'cell_is_no_whole_number' else 'cell_is_no_number' end;
end $$;

-- When it is known what the rows are of: planned without it, each is compared with all others.
create or replace function pg_temp.csv_analyze() returns void
    language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    analyze csv_row;
end $$;

-- Every cell of these columns against its kind. A column is looked at as a whole,
-- and cell by cell only when one is wrong: that takes ten times longer.
create or replace function pg_temp.csv_check_cells(columns text[], kinds text[]) returns void
    language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    analyze csv_row;
    for i in 1 .. cardinality(columns) loop
        begin
            execute format('select count(%1$I::%2$s) from csv_row where %1$I <> ''''',
                           columns[i], kinds[i]);
        exception when check_violation or invalid_text_representation
                       or numeric_value_out_of_range then
            execute format('insert into csv_fault
                            select f.number, %1$L, f.value, f.fault
                              from (select r.number, r.%1$I as value,
                                           pg_temp.csv_fault_of(r.%1$I, %2$L) as fault
                                      from csv_row r
                                     where r.%1$I <> '''') f
                             where f.fault is not null',
                           columns[i], kinds[i]);
        end;
    end loop;
end $$;

-- Cells of these columns that are empty, or not there for a row that is new.
create or replace function pg_temp.csv_check_needed(columns text[]) returns void
    language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    wanted text;
begin
    foreach wanted in array columns loop
        execute format('insert into csv_fault
                        select number, %1$L, '''', ''cell_is_empty''
                          from csv_row
                         where %1$I = '''' or (%1$I is null and not found)
                            on conflict do nothing', wanted);
    end loop;
end $$;

-- The line of the file on which each row begins: line breaks in cells count too.
create or replace function pg_temp.csv_count_lines(columns text[]) returns void
    language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    execute format('insert into csv_line
                    select n.number, n.line
                      from (select b.number,
                                   1 + b.number + coalesce(sum(b.breaks) over (
                                       order by b.number
                                       rows between unbounded preceding and 1 preceding), 0) as line
                              from (select r.number,
                                           regexp_count(concat_ws('','', %s), E''\\r\\n|\\n|\\r'')
                                               as breaks
                                      from csv_row r) b) n
                     where n.number in (select f.number from csv_fault f)',
                   (select string_agg(format('r.%I', c), ', ') from unnest(columns) c));
end $$;

-- The rows that have a fault, as the file has them, and why.
create or replace function pg_temp.csv_make_rejected(columns text[]) returns void
    language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    execute format('create temporary table csv_rejected on commit drop as
                    select %s, l.line as line,
                           (select string_agg(f.column_name || '': '' || s.sentence, ''; ''
                                              order by f.column_name)
                              from csv_fault f
                              join csv_sentence s on s.fault = f.fault
                             where f.number = r.number) as problem
                      from csv_row r
                      join csv_line l on l.number = r.number
                     order by r.number',
                   (select string_agg(format('r.%I', c), ', ') from unnest(columns) c));
end $$;

-- Parts are renamed to each name they had and back, one step for all parts, so that the
-- rules for names hold here too.
create or replace function pg_temp.csv_make_former_names() returns void
    language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    create temporary table csv_former on commit drop as
    select r.part_id, r.name, p.name as current,
           row_number() over (partition by r.part_id order by r.number) as step
      from csv_row r
      join kidepot.part p on p.id = r.part_id
     where not r.found;
    for i in 1 .. coalesce((select max(f.step) from csv_former f), 0) loop
        update kidepot.part p
           set name = f.name
          from csv_former f
         where f.part_id = p.id and f.step = i;
    end loop;
    update kidepot.part p
       set name = f.current
      from csv_former f
     where f.part_id = p.id and f.step = 1;
    drop table csv_former;
end $$;
