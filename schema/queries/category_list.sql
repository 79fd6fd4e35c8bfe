-- shape: ttt
-- Those that show something of a token's categories; null: all.
select id, name, description
  from kicad.category
 where $1::text is null
    or own_category_ids::text[] && $1::text::text[]
 order by name collate "C", id
