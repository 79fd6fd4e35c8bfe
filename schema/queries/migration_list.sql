-- shape: ity
select number::bigint as number, name, sha256
  from kidepot.migration
 order by number
