-- shape: tttbbttb
-- The tables of what is shown, by category, and of each the further fields in the order in
-- which they are served; a table without fields has one row. Of the categories whose ids stand
-- in one text with commas, and of all below them; null: of all.
with shown as (
    select c.id, c.name, t.name as table_name
      from kidepot.category_shown c
      join kidepot.dblib_table t on t.kicad_id = c.id
     where $1::text is null
        or c.own_category_ids && array(
               select r.category_id::text
                 from kidepot.category_resolved r
                where r.ancestors && string_to_array($1::text, ',')::bigint[])
), said as (
    select p.kicad_id, bool_and(p.reference is not null) as reference,
           bool_or(p.datasheet is not null) as datasheet
      from kidepot.dblib_source p
     where p.kicad_id in (select s.id from shown s)
     group by p.kicad_id
), field as (
    select p.kicad_id, u.folded, mode() within group (order by u.name) as name,
           bool_and(u.visible) as visible, min(u.place) as place
      from kidepot.dblib_source p
     cross join unnest(p.field_names, p.folded, p.field_visible)
           with ordinality u (name, folded, visible, place)
     where p.kicad_id in (select s.id from shown s)
     group by p.kicad_id, u.folded
), named as (
    select f.kicad_id, d.name as column_name, f.name, f.visible, f.place
      from field f
      join kidepot.dblib_column d on (d.kicad_id, d.folded) = (f.kicad_id, f.folded) and d.made
)
select s.id, s.name, s.table_name, coalesce(a.reference, false) as has_reference,
       coalesce(a.datasheet, false) as has_datasheet, n.column_name, n.name as field_name,
       n.visible
  from shown s
  left join said a on a.kicad_id = s.id
  left join named n on n.kicad_id = s.id
 order by s.name collate "C", s.id, n.place, n.name collate "C"
