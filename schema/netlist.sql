-- Where the records of a netlist wait until the file is read: run at the start of
-- each import, in its transaction, and gone with it. One table for all of them, for a
-- connection carries one COPY at a time.

-- No notice may come between the rows that are sent.
set local client_min_messages = error;

-- Which record has what where stands in the views below. number counts the records of
-- one tag, from 1; owner is that of a node's net.
create temporary table netlist_row (
    tag "char" not null,
    number bigint not null,
    owner bigint,
    a text,
    b text,
    c text,
    d text,
    cells text[],
    says text[],
    names text[],
    texts text[],
    more_names text[],
    more_texts text[],
    list text[],
    more_list text[]
) on commit drop;

create temporary view netlist_textvar as
select number, a as name, b as value from netlist_row where tag = 'v';

create temporary view netlist_sheet as
select number, a as page, b as name, c as tstamps, d as sheet_id, cells[1] as title,
       cells[2] as company, cells[3] as revision, cells[4] as date, cells[5] as source,
       names as comment_numbers, texts as comments
  from netlist_row where tag = 's';

-- says is what parts are sought by, '' for what is not said: library and name of the
-- symbol without KiCad's escapes, value, footprint, part id, IPN, MPN.
create temporary view netlist_component as
select number, a as ref, b as value, c as sheet_id, d as symbol_id,
       cells[1] as footprint, cells[2] as datasheet, cells[3] as description, cells[4] as lib,
       cells[5] as part, cells[6] as library_description,
       cells[7]::boolean as exclude_from_bom, cells[8]::boolean as exclude_from_board,
       cells[9]::boolean as exclude_from_pos_files, cells[10]::boolean as dnp,
       cells[11] as sheet_names, cells[12] as sheet_tstamps, cells[13]::jsonb as detail,
       says, names as field_names, texts as field_values,
       more_names as property_names, more_texts as property_values,
       list as tstamps, more_list as classes
  from netlist_row where tag = 'c';

create temporary view netlist_libpart as
select number, a as lib, b as part, c as description, d as docs, cells as aliases,
       says as footprints, names as field_names, texts as field_values,
       list as pin_numbers, more_names as pin_names, more_texts as pin_types
  from netlist_row where tag = 'p';

create temporary view netlist_library as
select number, a as logical, b as uri from netlist_row where tag = 'l';

create temporary view netlist_net as
select number, a as code, b as name, c as true_name, d as class
  from netlist_row where tag = 'n';

create temporary view netlist_node as
select owner as net_number, number, a as ref, b as pin, c as function, d as type
  from netlist_row where tag = 'o';
