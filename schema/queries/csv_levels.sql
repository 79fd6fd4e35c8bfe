-- shape: i
-- How deep the deepest category is that a row names.
select coalesce(max(cardinality(string_to_array(coalesce(r.path, r.category), '/'))), 0)::bigint as levels
  from csv_row r
