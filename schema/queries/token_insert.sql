-- shape:
-- Nothing is inserted when the prefix is taken.
insert into kidepot.token (name, prefix, sha256, scope, expires_at)
values ($1::text, $2::text, decode($3::text, 'hex'), $4::text, $5::text::timestamptz)
on conflict (prefix) do nothing
