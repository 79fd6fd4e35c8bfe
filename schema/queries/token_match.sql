-- shape: tt
-- The tokens that a person may mean and that are not revoked yet.
select prefix, name::text as name
  from kidepot.token
 where revoked_at is null
   and (prefix = $1::text or name = $1::text)
 order by prefix
