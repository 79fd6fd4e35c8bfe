-- shape: ytttt
select sha256, name, scope, state, since
  from kicad.token
 where prefix = $1::text
