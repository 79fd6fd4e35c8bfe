-- shape:
insert into kidepot.migration (number, name, sha256)
values ($1::text::integer, $2::text, decode($3::text, 'hex'))
