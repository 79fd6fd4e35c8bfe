-- shape: tttttttttt
select category_depth::text as category_depth, uncategorized::text as uncategorized, value_style,
       stock_format::text as stock_format,
       former_names::text as former_names, pcm_url, pcm_name::text as pcm_name,
       pcm_prefix::text as pcm_prefix,
       case when hold_unpublished then 'yes' else 'no' end as hold_unpublished,
       case when database_library then 'yes' else 'no' end as database_library
  from kidepot.setting
