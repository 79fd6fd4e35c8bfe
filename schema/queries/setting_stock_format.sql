-- shape:
-- Its own statement, for naming this column applies the rules to all parts anew.
update kidepot.setting
   set stock_format = nullif($1::text, '')
 where stock_format is distinct from nullif($1::text, '')
