-- shape:
update kidepot.category_field c
   set field_name = n.field_name, visible = n.visible, served = n.served
  from (select o.category_id, o.template_id,
               nullif(coalesce(r.field_name, o.field_name), '') as field_name,
               nullif(coalesce(r.visible, o.visible::text), '')::boolean as visible,
               nullif(coalesce(r.served, o.served::text), '')::boolean as served
          from csv_row r
          join kidepot.category_field o
            on o.category_id = r.category_id and o.template_id = r.template_id
         where r.found) n
 where n.category_id = c.category_id
   and n.template_id = c.template_id
   and (c.field_name, c.visible, c.served) is distinct from (n.field_name, n.visible, n.served)
