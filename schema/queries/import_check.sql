-- shape: tt
-- The first element without an id, or with one that an earlier of its kind has, and where that is.
select t.place, t.first
  from (select r.number, r.place, r.id,
               case when r.id is not null
                    then first_value(r.file) over (partition by r.kind, r.id order by r.number) end
                   as first,
               row_number() over (partition by r.kind, r.id order by r.number) as time
          from import_record r
         where r.document -> 'fields' is null) t
 where t.id is null or t.time > 1
 order by t.number
 limit 1
