-- shape: ttttttt
select prefix, name::text as name, scope,
       case when revoked_at is not null then 'revoked'
            when expires_at <= now() then 'expired'
            else 'valid'
       end as state,
       to_char(created_at at time zone 'UTC', 'YYYY-MM-DD') as created,
       to_char(expires_at at time zone 'UTC', 'YYYY-MM-DD') as expires,
       to_char(revoked_at at time zone 'UTC', 'YYYY-MM-DD') as revoked
  from kidepot.token
 order by created_at, id
