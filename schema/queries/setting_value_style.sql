-- shape:
-- Its own statement, for naming this column applies the rules to all parts anew.
update kidepot.setting
   set value_style = coalesce(nullif($1::text, ''), '4k7')
 where value_style <> coalesce(nullif($1::text, ''), '4k7')
