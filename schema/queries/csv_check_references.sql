-- shape:
-- What a row names and is not there, unless it is to be made: categories, parameters,
-- suppliers.
insert into csv_fault
select r.number, 'part', r.part, 'part_is_not_there'
  from csv_row r
 where r.part <> '' and r.part_id is null
union all
select r.number, 'category', r.category, 'category_is_not_there'
  from csv_row r
 where r.category <> '' and r.category_id is null and not $1::text::boolean
union all
select r.number, n.column_name, n.name,
       case when not $2::text::boolean then 'parameter_is_not_there'
            when n.name ~ '=' then 'name_has_no_equals_sign'
            else 'name_has_no_outer_blanks' end
  from csv_row r
 cross join lateral (
       values ('parameter', r.parameter), ('value_parameter', r.value_parameter),
              ('footprint_parameter', r.footprint_parameter)) n (column_name, name)
 where n.name <> ''
   and (not $2::text::boolean or n.name ~ '=' or n.name <> btrim(n.name))
   and not exists (select from kidepot.parameter_template t where t.name = n.name)
union all
select r.number, 'supplier', r.supplier,
       case when not $3::text::boolean then 'supplier_is_not_there'
            when r.supplier ~ '=' then 'name_has_no_equals_sign'
            else 'name_has_no_outer_blanks' end
  from csv_row r
 where r.supplier <> ''
   and (not $3::text::boolean or r.supplier ~ '=' or r.supplier <> btrim(r.supplier))
   and r.supplier_id is null
union all
select r.number, 'location', r.location, 'location_is_not_there'
  from csv_row r
 where r.location <> '' and r.location_id is null
    on conflict do nothing
