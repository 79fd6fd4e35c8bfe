-- shape:
update kidepot.token
   set revoked_at = now()
 where prefix = $1::text
   and revoked_at is null
