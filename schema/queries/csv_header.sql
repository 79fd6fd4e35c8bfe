-- shape: T
-- The names of the columns. COPY has taken the quotes away.
select array(select btrim(n.name)
               from unnest(string_to_array(h.line, $1::text)) with ordinality n (name, position)
              order by n.position) as names
  from csv_header h
