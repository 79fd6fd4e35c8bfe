-- What the web program needs to tell a good token from a bad one.
create view kicad.token as
select t.prefix,
       t.sha256,
       t.name::text as name,
       t.scope,
       case when t.revoked_at is not null then 'revoked'
            when t.expires_at <= now() then 'expired'
            else 'valid'
       end as state,
       to_char(coalesce(t.revoked_at, t.expires_at) at time zone 'UTC', 'YYYY-MM-DD') as since
  from kidepot.token t;
