-- shape: t
select kidepot.drop_views()::text
