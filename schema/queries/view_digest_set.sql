-- shape:
insert into kidepot.view_digest (sha256)
values (decode($1::text, 'hex'))
on conflict (only_row) do update set sha256 = excluded.sha256, made_at = now()
