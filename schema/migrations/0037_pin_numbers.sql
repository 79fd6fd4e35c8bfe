-- Ranges of pins are joined before they are written as numbers: of a few hundred characters
-- each once named a million of them, which took the server minutes.

create or replace function kidepot.pin_numbers(numbers text[]) returns text[]
    language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
    select case when array_to_string(numbers, ' ') !~ '\[' then numbers
                else (
                    with word as (
                        select w.word,
                               regexp_match(w.word, '^([0-9]{1,4})-([0-9]{1,4})$')::integer[] as ends
                          from unnest(numbers) u (number)
                         cross join lateral regexp_split_to_table(
                               substring(u.number from '^\[(.*)\]$'), ',') w (word)
                    )
                    select array(
                        select u.number from unnest(numbers) u (number) where u.number !~ '^\[.*\]$'
                        union
                        select w.word from word w where w.ends is null
                        union
                        select n.number::text
                          from (select unnest(range_agg(int4range(w.ends[1], w.ends[2], '[]'))) as pins
                                  from word w
                                 where w.ends[1] <= w.ends[2]) r
                         cross join lateral generate_series(lower(r.pins), upper(r.pins) - 1) n (number)
                        order by 1))
           end;
$$;
