-- shape:
insert into kidepot.library
       (revision_id, number, logical, uri)
select $1::text::bigint, number, logical, uri
  from netlist_library
