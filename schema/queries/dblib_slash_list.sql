-- shape: it
-- How many parts have a slash in their names, and the first of them; of the categories that
-- dblib_field_list takes for the same text.
select count(*) as parts, min(p.name collate "C") as name
  from kidepot.dblib_source p
  join kidepot.category_shown c on c.id = p.kicad_id
 where strpos(p.name, '/') > 0
   and ($1::text is null
        or c.own_category_ids && array(
               select r.category_id::text
                 from kidepot.category_resolved r
                where r.ancestors && string_to_array($1::text, ',')::bigint[]))
