-- shape:
-- An empty text leaves it as it is.
update kidepot.package_version
   set status = coalesce(nullif($2::text, ''), status),
       withdrawn_at = case $3::text when 'withdrawn' then coalesce(withdrawn_at, now())
                                    when 'offered' then null
                                    else withdrawn_at end,
       archive_removed_at = case $4::text when 'removed' then coalesce(archive_removed_at, now())
                                          when 'kept' then null
                                          else archive_removed_at end
 where id = $1::text::bigint
