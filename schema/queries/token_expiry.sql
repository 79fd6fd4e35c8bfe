-- shape: tb
-- "90d" from now, or a day, which begins at 00:00 UTC; and whether that is yet to come.
select e.at::text as at, e.at > now() as is_ahead
  from (select case when $1::text ~ 'd$' then now() + $1::text::interval
                    else $1::text::date::timestamp at time zone 'UTC'
               end as at) e
