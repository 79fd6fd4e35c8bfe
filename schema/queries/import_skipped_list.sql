-- shape: tti
select s.reason, min(s.place) as place, count(*) as places
  from import_skipped s
 group by s.reason
 order by s.reason
