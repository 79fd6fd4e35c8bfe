-- Three places, and what is in them, so that the chooser shows stock. The numbers
-- only look as if somebody had counted: they follow from the position.

insert into kidepot.location (name, description)
values ('Shelf A', 'reels and tubes'),
       ('Drawer B', 'cut tape and single parts'),
       ('Cabinet C', 'what is long and heavy');

-- Of every seventh part there is none.
insert into kidepot.stock_movement (part_id, location_id, quantity, note)
select k.id, l.id, (p.position * 7919 % 997 + 3) * case when p.reference in ('R', 'C') then 10 else 1 end,
       'opening stock'
  from (select d.position, d.name, r.reference
          from demo_part d
          join kidepot.category_resolved r on r.category_id = pg_temp.category_id(d.category)
         where not d.exclude_from_bom
           and d.position % 7 <> 0) p
  join kidepot.part k on kidepot.kicad_name(k.name) = kidepot.kicad_name(p.name)
  join kidepot.location l
    on l.name = case when p.reference in ('R', 'C', 'L', 'D', 'Q', 'U') then 'Shelf A'
                     when p.reference = 'J' then 'Drawer B'
                     else 'Cabinet C'
                end;

-- Some of the reels are cut.
insert into kidepot.stock_movement (part_id, location_id, quantity, note)
select s.part_id, case when side.sign < 0 then s.location_id else l.id end,
       side.sign * trunc(s.quantity / 4), 'cut tape'
  from kidepot.stock s
  join kidepot.location a on a.id = s.location_id and a.name = 'Shelf A'
  join kidepot.location l on l.name = 'Drawer B'
 cross join (values (-1), (1)) side (sign)
 where s.quantity >= 4
   and s.part_id % 5 = 0;

update kidepot.setting
   set stock_format = '[Stock: {1}] {0}';
