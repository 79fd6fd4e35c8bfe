-- shape:
-- Its own statement, for naming this column makes or removes the tables.
update kidepot.setting
   set database_library = ($1::text = 'yes')
 where database_library <> ($1::text = 'yes')
