-- What the web program needs to tell a good token from a bad one, and the
-- categories it is good for, as the text of an array in one order; null: all. A
-- token is only kept where it is said when it expires.
create view kicad.token as
select t.prefix,
       t.sha256,
       t.name::text as name,
       t.scope,
       case when t.revoked_at is not null then 'revoked'
            when t.expires_at <= now() then 'expired'
            else 'valid'
       end as state,
       to_char(coalesce(t.revoked_at, t.expires_at) at time zone 'UTC', 'YYYY-MM-DD') as since,
       case when t.restricted then
            array(select r.category_id::text
                    from kidepot.category_resolved r
                   where r.ancestors && array(select c.category_id
                                                from kidepot.token_category c
                                               where c.token_id = t.id)
                   order by r.category_id)::text
       end as own_category_ids,
       t.expires_at
  from kidepot.token t;
