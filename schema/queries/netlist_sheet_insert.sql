-- shape:
insert into kidepot.sheet
       (revision_id, number, page, name, tstamps, sheet_id, title, company, revision, date, source,
        comment_numbers, comments)
select $1::text::bigint, number, page, name, tstamps, sheet_id, title, company, revision, date, source,
        comment_numbers, comments
  from netlist_sheet
