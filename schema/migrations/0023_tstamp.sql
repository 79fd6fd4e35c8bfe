-- What KiCad up to 5.99 and later versions write differently, so that a netlist can be had
-- from a revision as it was.

alter table kidepot.component add column tstamp text;

comment on column kidepot.component.tstamp is
    'of KiCad up to 5.99, as it is written; it is the one element of tstamps then';

update kidepot.component c
   set tstamp = c.tstamps[1]
  from kidepot.revision r
 where r.id = c.revision_id
   and r.export_version = 'D'
   and cardinality(c.tstamps) = 1;
