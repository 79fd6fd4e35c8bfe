-- shape: tt
-- The tokens that a person may mean and that are not revoked yet. A prefix means
-- its token, also when another one is called so.
select id::text as id, prefix
  from kidepot.token
 where revoked_at is null
   and (prefix = $1::text
        or name = $1::text
           and not exists (select from kidepot.token p
                            where p.prefix = $1::text and p.revoked_at is null))
 order by prefix
