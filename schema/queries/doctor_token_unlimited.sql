-- shape: tttt
select 'token' as kind, prefix as id, name::text as name, 'it never expires' as detail
  from kidepot.token
 where revoked_at is null
   and expires_at is null
   and scope = 'admin'
 order by prefix
