-- shape:
update kidepot.setting
   set uncategorized = nullif($1::text, '')
 where uncategorized is distinct from nullif($1::text, '')
