-- Moves the collected rows into the catalogue: parts, their parameters and the
-- footprints that fit as well.

-- What is bought gets an internal number, counted per reference letter in the
-- order of the files: R-0001, U-0001. What is only drawn, as a mounting hole,
-- has none.
insert into kidepot.part
    (category_id, ipn, name, description, keywords, manufacturer, mpn, datasheet, symbol,
     footprint, value, exclude_from_bom, exclude_from_board, exclude_from_sim, active)
select r.category_id,
       case when not p.exclude_from_bom
            then r.reference || '-' || lpad(row_number() over (
                     partition by r.reference, p.exclude_from_bom order by p.position)::text, 4, '0')
       end,
       p.name, p.description, p.keywords, p.manufacturer, p.mpn, p.datasheet, p.symbol,
       p.footprint, p.value, p.exclude_from_bom, p.exclude_from_board, p.exclude_from_sim, p.active
  from demo_part p
  join kidepot.category_resolved r on r.category_id = pg_temp.category_id(p.category)
 order by p.position;

-- A parameter without a template ends in null here, which the table refuses.
insert into kidepot.parameter (part_id, template_id, value)
select k.id, t.id, e.value
  from demo_part p
  join kidepot.part k on kidepot.kicad_name(k.name) = kidepot.kicad_name(p.name)
 cross join lateral jsonb_each_text(p.parameters) e
  left join kidepot.parameter_template t on t.name = e.key
 where e.value is not null;

insert into kidepot.alternate (part_id, position, footprint)
select k.id, a.position, a.footprint
  from demo_part p
  join kidepot.part k on kidepot.kicad_name(k.name) = kidepot.kicad_name(p.name)
 cross join lateral unnest(p.alternates) with ordinality a (footprint, position);
