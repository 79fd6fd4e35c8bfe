-- shape: tttttttttbT
-- One, or all when none is given; the categories of a restricted one by path.
select t.id::text as id, t.prefix, t.name::text as name, t.scope,
       case when t.revoked_at is not null then 'revoked'
            when t.expires_at <= now() then 'expired'
            else 'valid'
       end as state,
       to_char(t.created_at at time zone 'UTC', 'YYYY-MM-DD') as created,
       to_char(t.expires_at at time zone 'UTC', 'YYYY-MM-DD') as expires,
       to_char(t.revoked_at at time zone 'UTC', 'YYYY-MM-DD') as revoked,
       to_char(t.last_used_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"') as last_used,
       t.restricted,
       array(select r.path
               from kidepot.token_category c
               join kidepot.category_resolved r on r.category_id = c.category_id
              where c.token_id = t.id
              order by r.path collate "C") as categories
  from kidepot.token t
 where $1::text is null
    or t.id = $1::text::bigint
 order by t.created_at, t.id
