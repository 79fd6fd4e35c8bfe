-- shape: tt
-- The removed parts that a person may mean: by id, by "ipn:" and the IPN they had,
-- by a name they had.
select c.row_id::text as id, c.name
  from kidepot.change c
 where c.kind = 'part'
   and c.action = 'removed'
   and (c.row_id = case when $1::text ~ '^-?[0-9]{1,18}$' then $1::text::bigint end
        or c.old_value::jsonb ->> 'ipn' = case when $1::text ~ '^ipn:' then substr($1::text, 5) end
        or kidepot.kicad_name(c.name) = kidepot.kicad_name($1::text)
        or exists (select from kidepot.change n
                    where n.kind = 'part'
                      and n.row_id = c.row_id
                      and kidepot.kicad_name(n.name) = kidepot.kicad_name($1::text)))
 order by c.id desc
