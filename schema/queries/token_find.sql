-- shape: yttttt
select sha256, name, scope, state, since, own_category_ids
  from kicad.token
 where prefix = $1::text
