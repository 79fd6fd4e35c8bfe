-- shape:
insert into csv_fault
select r.number, 'parameter', r.parameter, 'category_field_says_something'
  from csv_row r
  left join kidepot.category_field o
    on o.category_id = r.category_id and o.template_id = r.template_id
 where num_nonnulls(nullif(coalesce(r.field_name, o.field_name), ''),
                    nullif(coalesce(r.visible, o.visible::text), ''),
                    nullif(coalesce(r.served, o.served::text), '')) = 0
    on conflict do nothing
