-- shape: t
select kidepot.dblib_role_make($1::text, $2::text)::text as id
