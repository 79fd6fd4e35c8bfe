-- shape: t
select id::text as id from kidepot.project where name = $1::text
