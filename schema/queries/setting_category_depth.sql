-- shape:
update kidepot.setting
   set category_depth = nullif($1::text, '')::integer
 where category_depth is distinct from nullif($1::text, '')::integer
