-- shape: bb
-- Whether the views can be read; what is in them does not matter.
select exists (select from kicad.token) as has_tokens,
       exists (select from kicad.category) as has_categories
