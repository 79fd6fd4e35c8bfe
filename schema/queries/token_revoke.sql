-- shape:
-- One that is revoked stays as it is.
update kidepot.token
   set revoked_at = now()
 where id = $1::text::bigint
   and revoked_at is null
