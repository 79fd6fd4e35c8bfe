-- shape: t
-- A category called as the one for parts without category: KiCad would show one of
-- them only.
select r.path
  from kidepot.setting s
  join kidepot.category_resolved r on r.path = s.uncategorized
 where r.category_id <> 0
