-- shape: tt
select id::text as id, identifier
  from kidepot.package
 where lower(identifier) = lower($1::text)
