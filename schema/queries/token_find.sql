-- shape: ytttttbi
-- A site's own view may lack expires_at; milliseconds, null: never.
select sha256, name, scope, state, since, own_category_ids,
       to_jsonb(t) ? 'expires_at' as tells_expiry,
       (extract(epoch from nullif((to_jsonb(t) ->> 'expires_at')::timestamptz, 'infinity') - now())
        * 1000)::bigint as expires_in
  from kicad.token t
 where prefix = $1::text
