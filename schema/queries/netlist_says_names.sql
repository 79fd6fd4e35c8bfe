-- shape: tt
-- The fields under which KiCad is given a part's IPN and MPN.
select t.source as what, coalesce(t.field_name, t.name)::text as name
  from kidepot.parameter_template t
 where t.source in ('ipn', 'mpn')
