-- shape:
update kidepot.setting s
   set category_depth = n.category_depth, uncategorized = n.uncategorized,
       value_style = n.value_style, stock_format = n.stock_format,
       former_names = n.former_names, pcm_url = n.pcm_url, pcm_name = n.pcm_name,
       pcm_prefix = n.pcm_prefix, hold_unpublished = n.hold_unpublished,
       database_library = n.database_library
  from (select nullif(coalesce(r.category_depth, o.category_depth::text), '')::integer
                   as category_depth,
               nullif(coalesce(r.uncategorized, o.uncategorized), '') as uncategorized,
               coalesce(nullif(coalesce(r.value_style, o.value_style), ''), '4k7') as value_style,
               nullif(coalesce(r.stock_format, o.stock_format), '') as stock_format,
               nullif(coalesce(r.former_names, o.former_names), '') as former_names,
               nullif(coalesce(r.pcm_url, o.pcm_url), '') as pcm_url,
               coalesce(nullif(coalesce(r.pcm_name, o.pcm_name), ''), 'KiDepot') as pcm_name,
               nullif(coalesce(r.pcm_prefix, o.pcm_prefix), '') as pcm_prefix,
               coalesce(nullif(coalesce(r.hold_unpublished, o.hold_unpublished::text), '')::boolean,
                        false) as hold_unpublished,
               coalesce(nullif(coalesce(r.database_library, o.database_library::text), '')::boolean,
                        false) as database_library
          from csv_row r
         cross join kidepot.setting o) n
 where (s.category_depth, s.uncategorized, s.value_style, s.stock_format, s.former_names,
        s.pcm_url, s.pcm_name, s.pcm_prefix, s.hold_unpublished,
        s.database_library) is distinct from
       (n.category_depth, n.uncategorized, n.value_style, n.stock_format, n.former_names,
        n.pcm_url, n.pcm_name, n.pcm_prefix, n.hold_unpublished,
        n.database_library)
