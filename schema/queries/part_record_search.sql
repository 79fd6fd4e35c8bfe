-- shape: tttttttb
-- The words come in lines of their own, and a part is found when it has
-- them all: in its own text, which one index look-up finds, or one at least in a
-- number of a supplier, which another finds. What they find is then sifted.
with word as materialized (
    select w from unnest(string_to_array(lower($1::text), E'\n')) w
)
select p.id::text as id, p.ipn::text as ipn, p.manufacturer::text as manufacturer,
       p.mpn::text as mpn, r.path as category, p.name::text as name,
       p.description::text as description, p.active and not p.template as is_used
  from kidepot.part p
  left join kidepot.category_resolved r on r.category_id = p.category_id
 where p.id = any (array(
           select c.id from kidepot.part c
            where kidepot.trigrams(kidepot.search_text(c.name, c.ipn, c.mpn, c.manufacturer,
                                                       c.description, c.keywords))
                  @> array(select unnest(kidepot.trigrams(word.w)) from word)
            union
           select s.part_id from word
             join kidepot.supplier_part s
               on kidepot.trigrams(lower(s.sku)) @> kidepot.trigrams(word.w)
              and strpos(lower(s.sku), word.w) > 0))
   and not exists (
           select from word
            where strpos(kidepot.search_text(p.name, p.ipn, p.mpn, p.manufacturer, p.description,
                                             p.keywords), word.w) = 0
              and not exists (select from kidepot.supplier_part s
                               where s.part_id = p.id and strpos(lower(s.sku), word.w) > 0))
 order by p.name collate "C", p.id
 limit $2::text::bigint
