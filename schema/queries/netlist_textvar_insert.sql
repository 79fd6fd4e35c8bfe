-- shape:
insert into kidepot.textvar
       (revision_id, number, name, value)
select $1::text::bigint, number, name, value
  from netlist_textvar
