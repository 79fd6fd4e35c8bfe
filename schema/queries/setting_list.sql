-- shape: ttt
select category_depth::text as category_depth, uncategorized::text as uncategorized, value_style
  from kidepot.setting
