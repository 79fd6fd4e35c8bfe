-- shape: tt
select logical, uri from kidepot.library where revision_id = $1::text::bigint order by number
