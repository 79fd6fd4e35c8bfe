-- shape:
update kidepot.setting
   set pcm_name = coalesce(nullif($1::text, ''), 'KiDepot')
 where pcm_name <> coalesce(nullif($1::text, ''), 'KiDepot')
