-- shape: ttb
select current_database()::text as database, current_setting('server_encoding') as encoding,
       to_regclass('kidepot.migration') is not null as has_ledger
