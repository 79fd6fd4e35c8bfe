-- shape:
-- Takes all other numbers away: the suppliers and their numbers, a line each.
delete from kidepot.supplier_part s
 where s.part_id = $1::text::bigint
   and not exists (
           select from unnest(string_to_array($2::text, E'\n'), string_to_array($3::text, E'\n'))
                       k (supplier_id, sku)
            where k.supplier_id::bigint = s.supplier_id
              and k.sku = s.sku)
