-- shape: tttt
select 'token' as kind, prefix as id, name::text as name,
       format('it expires on %s', to_char(expires_at at time zone 'UTC', 'YYYY-MM-DD')) as detail
  from kidepot.token
 where revoked_at is null
   and expires_at > now()
   and expires_at <= now() + make_interval(days => $1::text::integer)
 order by expires_at, prefix
