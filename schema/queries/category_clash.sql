-- shape: tb
-- A category called as the one for parts without category, or as that for former
-- names: KiCad would show one of them only.
select r.path, coalesce(r.path = s.former_names, false) as is_former_names
  from kidepot.setting s
  join kidepot.category_resolved r on r.path in (s.uncategorized, s.former_names)
 where r.category_id <> 0
