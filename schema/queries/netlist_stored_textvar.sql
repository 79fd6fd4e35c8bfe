-- shape: tt
select name, value from kidepot.textvar where revision_id = $1::text::bigint order by number
