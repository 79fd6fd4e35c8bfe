-- shape: b
select database_library
  from kidepot.setting
