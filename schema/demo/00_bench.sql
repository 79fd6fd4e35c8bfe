-- The demo catalogue starts here: the table its families are collected in, and
-- the functions that write values and part numbers.
--
-- The files of this folder are applied in the order of their names, in one
-- transaction, to an empty catalogue. Each family only describes its parts, as
-- rows of demo_part; 90_store.sql then looks up categories and parameters by
-- name and fills the tables. Everything made here is temporary.
--
-- What a part is called. The name is what the chooser's tree shows, and the
-- link that saved schematics keep forever. A resistor, capacitor or inductor is
-- chosen by what it does, and another manufacturer's may be bought tomorrow, so
-- these are named by value, tolerance and size: "R 4k7 1% 0603". Everything else
-- is one manufacturer's product and is named by the number it is ordered by.

create temporary table demo_part (
    position integer generated always as identity,
    category text not null,
    name text not null,
    value text,
    description text not null,
    keywords text,
    manufacturer text,
    mpn text,
    datasheet text,
    symbol text,
    footprint text,
    alternates text[] not null default '{}',
    parameters jsonb not null default '{}',
    exclude_from_bom boolean not null default false,
    exclude_from_board boolean not null default false,
    exclude_from_sim boolean not null default false,
    active boolean not null default true
) on commit drop;

create temporary table si_prefix (factor numeric, letter text, symbol text) on commit drop;

insert into si_prefix
values (1e6, 'M', 'M'), (1e3, 'k', 'k'), (1, 'R', ''), (1e-3, 'm', 'm'),
       (1e-6, 'u', 'µ'), (1e-9, 'n', 'n'), (1e-12, 'p', 'p');

-- The preferred numbers of IEC 60063, as three digits. E24 is older than the
-- rule and has to be a table; E12 and E6 are every second and fourth of it.
-- E96 is the rule: the 96th roots of ten, rounded.
create function pg_temp.e_series(size integer) returns setof integer
    language sql immutable as $$
    select n * 10
      from unnest(array[10, 11, 12, 13, 15, 16, 18, 20, 22, 24, 27, 30, 33, 36, 39, 43, 47, 51,
                        56, 62, 68, 75, 82, 91]) with ordinality e (n, i)
     where size <= 24
       and (i - 1) % (24 / size) = 0
    union all
    select round(100 * power(10::numeric, i / 96.0))::integer
      from generate_series(0, 95) i
     where size = 96
$$;

-- The values of a series from one amount to another, both included.
create function pg_temp.e_values(size integer, lowest numeric, highest numeric) returns setof numeric
    language sql immutable as $$
    select trim_scale(n * power(10::numeric, decade))
      from pg_temp.e_series(size) n
     cross join generate_series(-14, 7) decade
     where trim_scale(n * power(10::numeric, decade)) between lowest and highest
     order by 1
$$;

-- As on a schematic: 4k7, 470R, 100n, 2u2. The letter stands for the point, so
-- that a value is still right when the point is lost on a print.
create function pg_temp.shorthand(amount numeric) returns text
    language sql stable as $$
    select case when number like '%.%' then replace(number, '.', letter) else number || letter end
      from (select trim_scale(amount / factor)::text as number, letter
              from si_prefix
             where factor <= amount
             order by factor desc
             limit 1) s
$$;

-- As in a sentence: "4.7 kΩ", "100 nF".
create function pg_temp.with_unit(amount numeric, unit text) returns text
    language sql stable as $$
    select trim_scale(amount / factor)::text || ' ' || symbol || unit
      from si_prefix
     where factor <= amount
     order by factor desc
     limit 1
$$;

-- As some type into the search field: "4.7k", "2.2u". Goes into the keywords.
create function pg_temp.with_point(amount numeric) returns text
    language sql stable as $$
    select trim_scale(amount / factor)::text || rtrim(letter, 'R')
      from si_prefix
     where factor <= amount
     order by factor desc
     limit 1
$$;

-- Two digits and the number of zeros: 104 for 100000, R for the point: 4R7, R47.
create function pg_temp.code3(amount numeric) returns text
    language sql immutable as $$
    select case when amount < 1 then 'R' || lpad(round(amount * 100)::text, 2, '0')
                when amount < 10 then replace(to_char(amount, 'FM0.0'), '.', 'R')
                else left(round(amount)::text, 2) || (length(round(amount)::text) - 2)
           end
$$;

-- Three digits and the number of zeros: 4701 for 4700; 47R0, 4R70.
create function pg_temp.code4(amount numeric) returns text
    language sql immutable as $$
    select case when amount < 10 then replace(to_char(amount, 'FM0.00'), '.', 'R')
                when amount < 100 then replace(to_char(amount, 'FM00.0'), '.', 'R')
                else left(round(amount)::text, 3) || (length(round(amount)::text) - 3)
           end
$$;

-- Three digits around the letter: 4K70, 47K0, 470K.
create function pg_temp.letter4(amount numeric) returns text
    language sql stable as $$
    select upper(case when number < 10 then replace(to_char(number, 'FM0.00'), '.', letter)
                      when number < 100 then replace(to_char(number, 'FM00.0'), '.', letter)
                      else to_char(number, 'FM000') || letter
                 end)
      from (select amount / factor as number, letter
              from si_prefix
             where factor <= amount
             order by factor desc
             limit 1) s
$$;

-- A path that no category has is a slip of the pen, never a reason to go on.
create function pg_temp.category_id(wanted text) returns bigint
    language plpgsql stable as $$
declare
    found_id bigint;
begin
    select category_id into found_id from kidepot.category_resolved where path = wanted;
    if not found then
        raise exception 'the demo catalogue has no category "%"', wanted;
    end if;
    return found_id;
end $$;
