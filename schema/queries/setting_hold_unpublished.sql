-- shape:
-- Its own statement, for naming this column applies the rules to all parts anew.
update kidepot.setting
   set hold_unpublished = ($1::text = 'yes')
 where hold_unpublished <> ($1::text = 'yes')
