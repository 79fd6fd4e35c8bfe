-- shape:
insert into import_key (name, value) values ($1::text, $2::text)
