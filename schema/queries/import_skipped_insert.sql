-- shape:
insert into import_skipped (place, reason) values ($1::text, $2::text)
