-- shape: tttttttttt
select s.category_depth::text as category_depth, s.uncategorized::text as uncategorized,
       s.value_style, s.stock_format::text as stock_format, s.former_names::text as former_names,
       s.pcm_url, s.pcm_name::text as pcm_name, s.pcm_prefix::text as pcm_prefix,
       case when s.hold_unpublished then 'yes' else 'no' end as hold_unpublished,
       case when s.database_library then 'yes' else 'no' end as database_library
  from kidepot.setting s
