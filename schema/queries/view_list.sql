-- shape: tbbb
-- What stands in schema kicad or is said to: is it there, may kidepot migrate
-- replace it, is it the site's own.
select coalesce(o.name, v.name) as name,
       v.name is not null as is_there,
       coalesce(v.is_ours, false) as is_ours,
       o.name is not null as is_own
  from kidepot.own_view o
  full join (select 'kicad.' || c.relname as name,
                    c.relkind = 'v'
                      and pg_get_userbyid(c.relowner) = current_user as is_ours
               from pg_class c
               join pg_namespace n on n.oid = c.relnamespace
              where n.nspname = 'kicad'
                and c.relkind in ('r', 'p', 'f', 'v', 'm')) v on v.name = o.name
 order by 1
