-- shape: ttttttttTT
select page as number, name, tstamps, title, company, revision, date, source, comment_numbers,
       comments
  from kidepot.sheet
 where revision_id = $1::text::bigint
 order by sheet.number
