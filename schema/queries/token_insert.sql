-- shape: t
-- Nothing is inserted when the prefix is taken. The categories' ids stand in one
-- text; null: the token is good for all.
with made as (
    insert into kidepot.token (name, prefix, sha256, scope, expires_at, restricted)
    values ($1::text, $2::text, decode($3::text, 'hex'), $4::text, $5::text::timestamptz,
            $6::text is not null)
    on conflict (prefix) do nothing
    returning id
), held as (
    insert into kidepot.token_category (token_id, category_id)
    select made.id, given.id::bigint
      from made
     cross join (select distinct unnest(string_to_array($6::text, ',')) as id) given
)
select id::text as id
  from made
