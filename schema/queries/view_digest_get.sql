-- shape: y
select sha256
  from kidepot.view_digest
