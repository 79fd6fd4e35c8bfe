-- shape: ttttt
select category_depth::text as category_depth, uncategorized::text as uncategorized, value_style,
       stock_format::text as stock_format,
       former_names::text as former_names
  from kidepot.setting
