-- shape: tt
select current_database()::text as database, current_setting('server_encoding') as encoding
