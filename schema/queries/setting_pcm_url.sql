-- shape:
update kidepot.setting
   set pcm_url = nullif($1::text, '')
 where pcm_url is distinct from nullif($1::text, '')
