-- shape: ttb
select id, name, can_login
  from kidepot.dblib_role
 order by name collate "C"
