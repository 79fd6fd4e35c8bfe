-- Searching for any piece of a name or number. Words of a text index would not
-- do: who remembers "0805" or "710KL" knows neither the start nor the end. The
-- pieces of three characters are an array with an index of PostgreSQL's own; the
-- extension for this is not there everywhere, and not everybody may create it.

create function kidepot.trigrams(text) returns text[]
    language sql immutable strict parallel safe
    return array(select distinct substr($1, i, 3) from generate_series(1, length($1) - 2) i);

-- What of a part is searched, but for its suppliers' numbers.
create function kidepot.search_text(name text, ipn text, mpn text, manufacturer text,
                                    description text, keywords text) returns text
    language sql immutable parallel safe
    return lower(name || coalesce(E'\n' || ipn, '') || coalesce(E'\n' || mpn, '')
                 || coalesce(E'\n' || manufacturer, '') || coalesce(E'\n' || description, '')
                 || coalesce(E'\n' || keywords, ''));

create index part_search on kidepot.part using gin (
    kidepot.trigrams(kidepot.search_text(name, ipn, mpn, manufacturer, description, keywords)));
create index supplier_part_search on kidepot.supplier_part using gin (
    kidepot.trigrams(lower(sku)));
