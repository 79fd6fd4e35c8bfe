-- shape: tb
-- A role of that name: is it one for database libraries and nothing else.
select r.oid::text as id,
       exists (select from kidepot.dblib_role d where d.name = $1::text) as is_ours
  from pg_roles r
 where r.rolname = $1::text
