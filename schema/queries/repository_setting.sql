-- shape: tt
select pcm_name::text as name, pcm_url as url
  from kidepot.setting
