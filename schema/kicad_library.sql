-- Where libraries wait until all are read: run at the start, in the transaction that puts
-- them into the index, and gone with it. A row without a name is the library itself.

-- No notice may come between the rows that are sent.
set local client_min_messages = error;

create temporary table kicad_library_row (
    kind text not null,
    stem text not null,
    name text,
    is_read boolean,
    extends text,
    units integer,
    numbers text[],
    filters text[]
) on commit drop;
