-- shape: t
select coalesce(pcm_prefix::text, '') as prefix
  from kidepot.setting
