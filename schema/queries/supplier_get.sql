-- shape: itti
-- One, or all when none is given.
select u.id, u.name::text as name, u.field_name::text as field_name,
       (select count(distinct s.part_id)
          from kidepot.supplier_part s
         where s.supplier_id = u.id) as parts
  from kidepot.supplier u
 where $1::text is null
    or u.id = $1::text::bigint
 order by u.name collate "C"
