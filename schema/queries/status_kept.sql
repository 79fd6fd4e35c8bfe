-- shape: bT
-- May answers be kept: do changes tell what they touch. And the views that are not as
-- kidepot migrate made them.
select exists (select from kicad.generation) as kept, kicad.other_views() as other_views
