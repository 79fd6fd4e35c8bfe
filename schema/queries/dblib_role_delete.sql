-- shape: t
select kidepot.dblib_role_drop($1::text)::text
