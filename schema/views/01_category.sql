-- The categories KiCad shows. The array is the ids of the categories whose parts it
-- shows.
create view kicad.category as
select id, name, description, own_category_ids
  from kidepot.category_shown;
