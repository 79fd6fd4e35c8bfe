-- shape: ittttbtttt
-- A row for each node; one without a node for a net that has none.
select n.number, n.code, n.name, n.true_name, n.class, o.number is not null as has_node,
       o.ref, o.pin, o.function, o.type
  from kidepot.net n
  left join kidepot.node o on o.revision_id = n.revision_id and o.net_number = n.number
 where n.revision_id = $1::text::bigint
 order by n.number, o.number
