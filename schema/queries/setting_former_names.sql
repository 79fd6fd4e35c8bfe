-- shape:
update kidepot.setting
   set former_names = nullif($1::text, '')
 where former_names is distinct from nullif($1::text, '')
