-- shape: t
select kidepot.generation_views()::text
