-- shape: ii
-- Numbers only rise, so that after a change the sum is another one.
select coalesce(sum(generation), 0)::bigint as sum, count(*) as count
  from kicad.generation
