-- shape: tttt
select category_depth::text as category_depth, uncategorized::text as uncategorized, value_style,
       stock_format::text as stock_format
  from kidepot.setting
