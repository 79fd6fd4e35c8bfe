-- shape: tb
-- Whether the part's own column has the values.
select t.id::text as id, t.source is not null as is_column
  from kidepot.parameter_template t
 where t.name = $1::text
