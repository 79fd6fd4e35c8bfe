-- Which state of what is served: another generation, another answer. Of views that
-- are the site's own we know nothing, and say nothing.
create view kicad.generation as
select subject, generation
  from kidepot.generation
 where (select cardinality(kicad.other_views()) = 0);
